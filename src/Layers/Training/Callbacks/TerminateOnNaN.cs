namespace Layers;

/// <summary>Ends training at once when the loss is no longer a finite number.</summary>
/// <param name="raiseError">Whether that is an error, not just the end; default false.</param>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/terminate_on_nan/"/>.</remarks>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The loss is not finite, and that is to be an error.</exception>
    public override void OnTrainBatchEnd(TrainingRun run, int step)
    {
        ArgumentNullException.ThrowIfNull(run);
        var loss = run.Loss;
        if (double.IsFinite(loss)) return;
        if (raiseError) throw Throw.LossNotFinite(step, loss);
        Messages?.Report($"Batch {step}: Invalid loss, terminating training");
        run.Stop();
    }
}
