using Layers.Graphs;
using Layers.Onnx;
using static Layers.Graphs.Ops;

namespace Layers.Tests.Host;

/// <summary>Managed kernels give ONNX Runtime's results, for every operator that declares one.</summary>
public sealed class HostKernelsTests
{
    private static readonly Value s_x = Input("x", ["batch", 3, 2], DType.Int64);
    private static readonly Value s_t = Input("x", ["batch", 3, 2], DType.String);

    private static readonly TestCaseData[] s_moves =
    [
        Case("as it is", x => Identity(x)), Case("not learned from", x => StopGradient(x)),
        Case("turned", x => Transpose(x, [2, 0, 1])), Case("other sizes", x => Reshape(x, -1, 6)),
            Case("sizes kept", x => Reshape(x, 0, 2, 3)), Case("one row", x => Reshape(x, 1, -1, 3)),
            Case("sizes of a run", x => Reshape(x, Concat([ShapeOf(x), Constant(new long[] { 1 })], 0))),
        Case("a column", x => Slice(x, 1, 2, 1)), Case("backward", x => Slice(x, long.MaxValue, long.MinValue, 1, -1)),
            Case("from the end", x => Slice(x, -2, long.MaxValue, 0)), Case("every other", x => Slice(x, 0, 3, 1, 2)),
        Case("a piece", x => Split(x, [1, 2], 1)[1]), Case("another axis", x => Unsqueeze(x, 0, -1)),
            Case("one less", x => Squeeze(Slice(x, 0, 1, 2), 2)), Case("joined", x => Concat([x, Slice(x, 0, 1, 1)], 1)),
            Case("rows joined", x => Concat([x, x], 0)),
    ];

    [Test]
    public void EveryOperatorThatSaysSo_HasAKernel() =>
        Assert.That(HostKernels.All.Keys,
            Is.EquivalentTo(Op.All.Where(op => op.Is(OpTraits.Managed) && op != Op.Input && op != Op.Constant)));

    [Test]
    public void EveryHostOperator_IsManaged() => Assert.That(Op.All.Where(op => op.IsHost && !op.Is(OpTraits.Managed)), Is.Empty);

    [TestCaseSource(nameof(s_moves))]
    public void Moves_AreOnnxRuntimes(Func<Value, Value> formula)
    {
        foreach (var rows in new[] { 4, 2, 0 })
        {
            var numbers = TensorData.Of([.. Enumerable.Range(0, rows * 6).Select(i => (long)i)], [rows, 3, 2]);
            Same(formula(s_x), numbers);
            Same(formula(s_t), TensorData.Of(Array.ConvertAll(numbers.ToArray<long>(), number => $"text {number}"), numbers.Shape));
            Same(Cast(formula(Cast(s_x, DType.UInt8)), DType.Int64), numbers);
            Same(Cast(formula(Cast(s_x, DType.Float32)), DType.Int64), numbers);
        }
    }

    private static void Same(Value y, TensorData x)
    {
        using var session = new OnnxSession(Graph.Of(y));
        if (y.Type == DType.String)
        {
            // The value is hashed, because otherwise the graph would have no host part.
            var hashed = HostPart.Cut(Graph.Of(FarmHash64(y, 1 << 30)), out _)!.Run(_ => x)[0];
            var moved = session.Run(x)[0];
            Assert.That(hashed.Shape, Is.EqualTo(moved.Shape));
            Assert.That(hashed.ToArray<long>(),
                Is.EqualTo(moved.ToArray<string>().Select(text => (long)(FarmHash.Of(text) % (1UL << 30)))));
            return;
        }
        var part = HostPart.Cut(Graph.Of(FarmHash64(y, 1 << 30)), out _)!.Run(_ => x)[0];
        var expected = session.Run(x)[0];
        Assert.That(part.Shape, Is.EqualTo(expected.Shape));
        Assert.That(part.ToArray<long>(), Is.EqualTo(expected.ToArray<long>().Select(number => (long)(FarmHash.Of(number) % (1UL << 30)))));
    }

    private static TestCaseData Case(string name, Func<Value, Value> formula) => new TestCaseData(formula).SetArgDisplayNames(name);
}
