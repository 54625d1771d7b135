using Layers.Graphs.Tests;
using Layers.Onnx;

namespace Layers.TensorFlow.Tests;

/// <summary>Tests that each operator gives the same results in TensorFlow as in ONNX Runtime.</summary>
public sealed class OperatorTests
{
    private static IEnumerable<TestCaseData> Operators => Op.All.Where(op => op != Op.Input).Select(op =>
        new TestCaseData(op).SetArgDisplayNames(op.Name));

    [Test]
    public void EveryOperator_HasARow() => Assert.That(WriteRules.Table.ToList(), Is.EquivalentTo(Op.All));

    [TestCaseSource(nameof(Operators))]
    public void Operator_GivesTheResultsOfOnnxRuntime(object which)
    {
        RealTensorFlow.Require();
        var op = (Op)which;
        using var folder = new TempFolder();
        var (faults, seen) = (new List<string>(), 0);
        foreach (var (i, sample) in OpSamples.For(op).Index())
            foreach (var type in (DType[])[DType.Float32, DType.Float64])
            {
                var deal = new Deal(type);
                var outputs = sample(deal);
                var graph = Graph.Of([.. deal.Feeds.Select(feed => feed.Key)], Named(outputs));
                if (Reference(graph, deal) is not { } expected) continue;
                seen++;
                var path = folder.At($"{i}-{type.Name()}");
                Directory.CreateDirectory(path);
                try
                {
                    File.WriteAllBytes(Path.Combine(path, "saved_model.pb"), SavedModelWriter.Write(graph));
                    using var model = SavedModel.Load(path);
                    var actual = model.Predict(deal.Feeds.ToDictionary(feed => feed.Key.Name!, feed => feed.Value));
                    faults.AddRange(actual.Zip(expected, (ours, theirs) => Different(ours.Value, theirs)).SelectMany(all => all.Take(2))
                        .Select(fault => $"{i} {type.Name()} {graph}: {fault}"));
                }
                catch (CannotWriteException e)
                {
                    if (!IsSaid(e, type)) faults.Add($"{i} {type.Name()} {graph}: {e.Message}");
                }
                catch (Exception e)
                {
                    faults.Add($"{i} {type.Name()} {graph}: {e.Message}");
                }
            }
        if (seen == 0) Assert.Ignore("Neither engine runs a sample of it.");
        Assert.That(faults.Take(6), Is.Empty);
    }

    // Operators that TensorFlow cannot compute, with the reason that a user sees.
    private static bool IsSaid(CannotWriteException why, DType type) => (why.Node.Op.Name, why.Message) switch
    {
        ("LocalTicks", var reason) => reason.Contains("time zones", StringComparison.Ordinal),
        ("MaxPool", var reason) => reason.Contains("positions of maxima", StringComparison.Ordinal)
            || (type == DType.Float64 && reason.Contains("three axes", StringComparison.Ordinal)),
        ("AveragePool", var reason) => reason.Contains("size is unknown", StringComparison.Ordinal),
        ("Cast", var reason) => reason.Contains("other digits", StringComparison.Ordinal),
        _ => false,
    };

    private static KeyValuePair<string, Value>[] Named(IReadOnlyList<Value> outputs) =>
        [.. outputs.Select((output, i) => KeyValuePair.Create($"y{i}", output))];

    private static IReadOnlyList<TensorData>? Reference(Graph graph, Deal deal)
    {
        try
        {
            TensorData[] inputs = [.. deal.Feeds.Select(feed => feed.Value)];
            if (graph.Nodes.FirstOrDefault(node => node.Op.IsHost) is { } host) return HostKernels.All[host.Op](host, inputs);
            using var session = new OnnxSession(graph);
            return session.Run(inputs);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Different(TensorData actual, TensorData expected) =>
        expected.Type == DType.String ? Mismatch.OfTexts("y", actual, expected)
        : Mismatch.Of("y", actual, expected, expected.Type == DType.Float64 ? new Tolerance(1e-12, 1e-14) : expected.Type == DType.Float32
            ? new Tolerance(2e-6, 1e-6) : null);
}
