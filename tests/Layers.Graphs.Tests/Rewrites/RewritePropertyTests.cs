using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Graphs.Tests;

/// <summary>A rewritten graph gives the same result as the original, to the last bit.</summary>
public sealed class RewritePropertyTests
{
    // ONNX Runtime's own rewrites do not keep every bit: they replace x + 0 by x, and -0 + 0 is 0.
    private const GraphOptimizationLevel NotOptimized = GraphOptimizationLevel.ORT_DISABLE_ALL;

    private static readonly Func<Graph, Graph>[] s_rewrites = [g => g.FoldConstants(), g => g.RemoveDuplicates(), g => g.Simplify(),
        g => g.FoldConstants().Simplify().RemoveDuplicates()];

    [Test]
    public void Rewrites_KeepEveryBit() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (graph, feeds) = RandomGraphs.Of(seed);
            var before = Judge.Run(graph, feeds, NotOptimized);
            foreach (var rewrite in s_rewrites)
            {
                var rewritten = rewrite(graph);
                Assert.That(rewritten.Nodes, Has.Count.LessThanOrEqualTo(graph.Nodes.Count));
                var after = Judge.Run(rewritten, feeds, NotOptimized);
                for (var i = 0; i < before.Count; i++)
                    Assert.That(Bits(after[i]), Is.EqualTo(Bits(before[i])), $"seed {seed}, " +
                        $"{graph.Outputs[i].Key}\n{graph}\nbecame\n{rewritten}");
            }
        }).Hold();

    // IEEE 754 leaves open which NaN an operation gives, and processors differ.
    private static string Bits(TensorData data) => $"{data.Shape}: " + (data.Type == DType.Float32
        ? string.Join(" ", data.ToArray<float>().Select(x => float.IsNaN(x) ? "NaN" : BitConverter.SingleToInt32Bits(x).ToString("x8")))
        : string.Join(" ", data.ToArray<long>()));
}
