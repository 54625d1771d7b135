using Layers.Graphs;

namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/performance.md.</summary>
public sealed class PerformanceTests
{
    [Test]
    public void ARow_AllocatesNothing()
    {
        using var model = new Sequential { new Input(2), new Normalization(new[] { 1f, 2 }, new[] { 1f, 4 }), new Dense(1) };

        #region span
        float[] row = [4, 140], result = new float[1];
        model.Predict(row, result);                             // once, so that the model is compiled
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Predict(row, result);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        #endregion

        Assert.That(allocated, Is.Zero);
        Assert.That(result[0], Is.EqualTo(model.Predict(new float[,] { { 4, 140 } })[0, 0]));
    }
}
