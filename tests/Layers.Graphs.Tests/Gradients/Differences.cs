namespace Layers.Graphs.Tests;

/// <summary>Compares the gradients of the rules with central differences.</summary>
internal static class Differences
{
    /// <summary>Compares the gradients of <c>Σ w · output</c> with central differences. The weights are unequal, because a symmetry could
    /// hide an error.</summary>
    public static void Check(Sample sample, DType type)
    {
        var deal = new Deal(type);
        var outputs = sample(deal);
        Value[] xs = [.. deal.Feeds.Select(feed => feed.Key).Where(x => x.Type.IsFloat())];
        var loss = Loss(deal, outputs);
        var gradients = Gradient.Of(loss, xs);
        Assert.That(gradients, Has.None.Null, $"An input has no gradient in {Graph.Of(loss)}");

        var graph = Graph.Of([loss, .. gradients.Select(gradient => gradient!)]);
        Assert.That(graph.Verify(), Is.Empty, graph.ToString());
        using var session = Run.Session(graph);
        var results = session.Run(Run.Ordered(graph, deal.Feeds));
        for (var i = 0; i < xs.Length; i++)
        {
            var data = deal.Feeds.First(feed => feed.Key == xs[i]).Value;
            Assert.That(results[i + 1].Shape.ToString(), Is.EqualTo(data.Shape.ToString()), $"gradient of {xs[i]} in {graph}");
            var expected = Enumerable.Range(0, data.Length).Select(element => Slope(session, deal, data, element)).ToArray();
            Assert.That(Doubles(results[i + 1]), Is.EqualTo(expected).Within(Tolerance(type)), $"gradient of {xs[i]} in {graph}");
        }
    }

    private static Value Loss(Deal deal, IReadOnlyList<Value> outputs)
    {
        // Most shapes follow from the samples' sizes; the others are read from a run.
        var shapes = outputs.All(output => output.Shape.All(dim => dim.IsKnown || Deal.Sizes.ContainsKey(dim.Name!)))
            ? outputs.Select(output => Deal.Bound(output.Shape))
            : Run.Of(Graph.Of([.. outputs]), deal.Feeds).Select(result => result.Shape);
        Value? loss = null;
        foreach (var (output, shape) in outputs.Zip(shapes).Where(pair => pair.First.Type.IsFloat()))
        {
            var weights = Enumerable.Range(1, (int)shape.Length).Select(i => Math.Sin(i) + 0.1).ToArray();
            // The weight has the output's own named sizes, so that the product does not broadcast.
            var weight = Ops.Input($"w{deal.Feeds.Count}", output.Shape, DType.Float64);
            deal.Feeds.Add(new(weight, TensorData.Of(weights, shape)));
            var term = Ops.ReduceSum(Ops.Cast(output, DType.Float64) * weight, keepDims: false);
            loss = loss is null ? term : loss + term;
        }
        return loss!;
    }

    private static double Slope(Onnx.OnnxSession session, Deal deal, TensorData data, int element)
    {
        var step = Step(data.Type);
        var middle = Get(data, element);
        Set(data, element, middle + step);
        var (up, above) = (Get(data, element), Value(session, deal));
        Set(data, element, middle - step);
        var (down, below) = (Get(data, element), Value(session, deal));
        Set(data, element, middle);
        return (above - below) / (up - down);
    }

    // The step balances the rounding error against the error of the curvature: it is the cube root of the type's precision.
    private static double Step(DType type) => type == DType.Float64 ? 1e-5 : 1e-2;

    private static double Tolerance(DType type) => type == DType.Float64 ? 1e-7 : 2e-3;

    private static double Value(Onnx.OnnxSession session, Deal deal) =>
        session.Run(Run.Ordered(session.Graph, deal.Feeds))[0].AsSpan<double>()[0];

    private static double[] Doubles(TensorData data) =>
        data.Type == DType.Float64 ? data.ToArray<double>() : Array.ConvertAll(data.ToArray<float>(), x => (double)x);

    private static double Get(TensorData data, int element) =>
        data.Type == DType.Float64 ? data.AsSpan<double>()[element] : data.AsSpan<float>()[element];

    private static void Set(TensorData data, int element, double number)
    {
        if (data.Type == DType.Float64) data.Span<double>()[element] = number;
        else data.Span<float>()[element] = (float)number;
    }
}
