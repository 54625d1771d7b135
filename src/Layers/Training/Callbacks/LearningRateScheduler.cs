namespace Layers;

/// <summary>A callback that sets the learning rate before each epoch and logs it as <c>learning_rate</c>.</summary>
/// <param name="schedule">The function that returns the learning rate of an epoch, a finite number of 0 or more. Its arguments are the
/// number of the epoch, from 0, and the current learning rate.</param>
/// <remarks>For a rate that changes with each step, give the optimizer a <see cref="LearningRateSchedule"/>.
/// Source: <see href="https://keras.io/api/callbacks/learning_rate_scheduler/"/>.</remarks>
public sealed class LearningRateScheduler(Func<int, double, double> schedule) : Callback
{
    private readonly Func<int, double, double> _schedule = schedule ?? throw new ArgumentNullException(nameof(schedule));

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => ["learning_rate"];

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingRun run, int epoch)
    {
        ArgumentNullException.ThrowIfNull(run);
        var rate = _schedule(epoch, run.LearningRate);
        run.LearningRate = rate;
        Messages?.Report($"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {PythonText.Of(rate)}.");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(logs);
        logs["learning_rate"] = run.LearningRate;
    }
}
