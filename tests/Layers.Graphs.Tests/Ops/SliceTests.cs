using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>The size of every slice of a short axis equals that of ONNX Runtime.</summary>
public sealed class SliceTests
{
    private static readonly long[] s_ends = [long.MinValue, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, int.MaxValue, long.MaxValue];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(-1)]
    [TestCase(-3)]
    public void Size_IsWhatOnnxRuntimeTakes(long step)
    {
        var deal = new Deal(DType.Float32);
        Value[] axes = [deal.X(0), deal.X(1), deal.X(3)];
        Value[] slices = [.. from x in axes from start in s_ends from end in s_ends select Slice(x, start, end, 0, step)];
        var actual = Judge.Run(Graph.Of(slices), deal.Feeds);
        Assert.Multiple(() =>
        {
            foreach (var (slice, result) in slices.Zip(actual))
                Assert.That(slice.Shape.ToString(), Is.EqualTo(result.Shape.ToString()), slice.ToString());
        });
    }
}
