namespace Layers.Graphs.Tests;

/// <summary>With any types, a graph is refused when it is created, or by Verify, or it runs; the only other error is a missing
/// kernel.</summary>
public sealed class TypeTests
{
    private static IEnumerable<TestCaseData> EveryOp =>
        Op.All.Where(op => !op.IsHost).Select(op => new TestCaseData(op).SetArgDisplayNames(op.Name));

    [TestCaseSource(nameof(EveryOp))]
    public void OnnxRuntime_AcceptsWhatInferenceAccepts(Op op)
    {
        foreach (var type in Enum.GetValues<DType>())
            if (Made(op, type) is { } graph && graph.Verify().Count == 0)
                Assert.That(Refusal(graph), Is.Null.Or.InstanceOf<NotSupportedException>(), $"{type.Name()}\n{graph}");
    }

    // The first sample that reads the type.
    private static Graph? Made(Op op, DType type)
    {
        foreach (var sample in OpSamples.For(op))
        {
            var deal = new Deal(type);
            try
            {
                var outputs = sample(deal);
                if (deal.Feeds.Any(feed => feed.Key.Type == type)) return Graph.Of([.. outputs]);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
        return null;
    }

    private static Exception? Refusal(Graph graph)
    {
        try
        {
            using var session = Run.Session(graph);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
