namespace Layers;

/// <summary>Computes the loss of the same examples repeatedly with one graph. The caller may change the features between calls.</summary>
internal sealed class RepeatedLoss(EpochRunner runner, Examples examples, int batchSize) : IDisposable
{
    /// <summary>Returns the loss of the examples with their current features.</summary>
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
