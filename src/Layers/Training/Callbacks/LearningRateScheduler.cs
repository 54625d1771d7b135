namespace Layers;

/// <summary>Sets the learning rate before each epoch, and logs it as <c>learning_rate</c>.</summary>
/// <param name="schedule">From an epoch, from 0, and the learning rate so far to the learning rate of that epoch, a finite number of 0 or
/// more.</param>
/// <remarks>For a rate that changes from step to step, give the optimizer a <see cref="LearningRateSchedule"/>.
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
