namespace Layers;

/// <summary>Measures the loss of the same examples as often as it is asked, with one graph: their features may have been changed in
/// between.</summary>
internal sealed class RepeatedLoss(EpochRunner runner, Examples examples, int batchSize) : IDisposable
{
    /// <summary>The loss of the examples as they are now.</summary>
    public double Measure(CancellationToken cancellation)
    {
        runner.Graph.Reset(runner.Session);
        foreach (var batch in examples.Batches(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            runner.Run(batch, 0);
        }
        return runner.Logs()["loss"];
    }

    public void Dispose() => runner.Dispose();
}
