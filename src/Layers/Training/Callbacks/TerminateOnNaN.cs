namespace Layers;

/// <summary>Ends training at once, and without an error, when the loss is no longer a finite number.</summary>
/// <param name="raiseError">Whether that is an error, not just the end; default false.</param>
/// <remarks>Without this callback it is an error, unless <see cref="Model.ChecksLoss"/> is false.
/// Source: <see href="https://keras.io/api/callbacks/terminate_on_nan/"/>.</remarks>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    private int _epoch;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? AddedLogs => [];

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingRun run, int epoch) => _epoch = epoch;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The loss is not finite, and that is to be an error.</exception>
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
