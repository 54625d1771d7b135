namespace Layers.Graphs.Tests;

/// <summary>The inferred type and shape of every operator equal those that ONNX Runtime returns.</summary>
public sealed class InferenceTests
{
    private static IEnumerable<TestCaseData> EveryOp =>
        Op.All.Where(op => !op.IsHost).Select(op => new TestCaseData(op).SetArgDisplayNames(op.Name));

    [TestCaseSource(nameof(EveryOp))]
    public void TypesAndShapes_AreThoseThatOnnxRuntimeReturns(Op op)
    {
        var samples = OpSamples.For(op);
        Assert.That(samples, Is.Not.Empty, $"{op} needs samples in OpSamples.");
        Assert.Multiple(() =>
        {
            foreach (var sample in samples) Check(op, sample);
        });
    }

    private static void Check(Op op, Sample sample)
    {
        var deal = new Deal(DType.Float32);
        var outputs = sample(deal);
        // ShapeOf of known sizes is a constant by design; every other sample must use its own operator.
        Assert.That(outputs.Select(output => output.Node.Op), Is.All.EqualTo(op));
        var graph = Graph.Of([.. outputs]);
        Assert.That(graph.Verify(), Is.Empty, graph.ToString());

        var sizes = new Dictionary<string, long>(Deal.Sizes);
        foreach (var (result, output) in Run(graph, deal).Zip(outputs))
        {
            var (type, shape) = (result.Type, result.Shape);
            Assert.That(type, Is.EqualTo(output.Type), graph.ToString());
            Assert.That(shape.Rank, Is.EqualTo(output.Shape.Rank), graph.ToString());
            for (var axis = 0; axis < Math.Min(shape.Rank, output.Shape.Rank); axis++)
            {
                var said = output.Shape[axis];
                // A named size must have one value in all its places.
                var expected = said.IsKnown ? said.Size : sizes.TryAdd(said.Name!, shape[axis].Size) ? shape[axis].Size : sizes[said.Name!];
                Assert.That(shape[axis].Size, Is.EqualTo(expected), $"axis {axis} of {graph}");
            }
        }
    }

    private static IReadOnlyList<TensorData> Run(Graph graph, Deal deal)
    {
        try
        {
            return Judge.Run(graph, deal.Feeds);
        }
        catch (Exception e) when (e is Microsoft.ML.OnnxRuntime.OnnxRuntimeException or ArgumentException)
        {
            throw new AssertionException($"{graph}\n{e.Message}");
        }
    }
}
