namespace Layers;

/// <summary>A callback that stops training immediately when the loss is no longer finite.</summary>
/// <param name="raiseError">Whether the callback throws instead of stopping without an error; default false.</param>
/// <remarks>Without this callback, training throws if the loss is not finite, unless <see cref="Model.ChecksLoss"/> is false. Source:
/// <see href="https://keras.io/api/callbacks/terminate_on_nan/"/>.</remarks>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    private int _epoch;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => [];

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingRun run, int epoch) => _epoch = epoch;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The loss is not finite, and the callback was created with <c>raiseError:
    /// true</c>.</exception>
    public override void OnTrainBatchEnd(TrainingRun run, int step)
    {
        ArgumentNullException.ThrowIfNull(run);
        var loss = run.Loss;
        if (double.IsFinite(loss)) return;
        if (raiseError) throw run.LossNotFinite(_epoch, step);
        Messages?.Report($"Batch {step}: Invalid loss, terminating training");
        run.Stop();
    }
}
