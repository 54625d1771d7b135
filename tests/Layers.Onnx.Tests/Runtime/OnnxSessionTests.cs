using System.Numerics.Tensors;
using Layers.Graphs;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

public sealed class OnnxSessionTests
{
    private static readonly Value s_x = Input("x", ["batch", 2]);
    private static readonly Value s_y = Input("y", ["batch"]);

    [Test]
    public void ManyThreads_GetTheirOwnResults()
    {
        using var session = new OnnxSession(Graph.Of(MatMul(s_x, Constant(new float[,] { { 1 }, { 10 } }))),
            new RuntimeOptions { Threads = 1 });
        var results = new float[2000];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            // Batches of different sizes run at the same time, so that a shared buffer would be noticed.
            var rows = new float[1 + i % 5, 2];
            rows[i % 5, 0] = i;
            rows[i % 5, 1] = 2;
            results[i] = session.Run(rows)[0].AsSpan<float>()[i % 5];
        });
        Assert.That(results, Is.EqualTo(Enumerable.Range(0, results.Length).Select(i => i + 20f)));
    }

    // For some axis orders the engine ends the process if the transpose comes before the cast.
    [Test]
    public void AProductOfATransposedAndCastValue_EqualsThatOfTheCastValue([Values] bool constant,
        [Values(DType.Int32, DType.Int64, DType.Float64)] DType type)
    {
        int[][] orders = [[1, 0, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        foreach (var order in orders)
        {
            var x = Input("x", ["batch", 3, 3], type);
            Value w = constant ? Constant(TensorData.Of(Enumerable.Range(0, 6).Select(i => (float)i).ToArray(), [3, 2]))
                : Input("w", [3, 2]);
            var right = Transpose(Cast(x, DType.Float32), order);
            using var session = new OnnxSession(Graph.Of(MatMul(Cast(Transpose(x, order), DType.Float32), w)).Optimize());
            using var expected = new OnnxSession(Graph.Of(ReduceSum(Unsqueeze(right, 3) * Unsqueeze(Unsqueeze(w, 0), 0), [2])));
            var data = Casting(Enumerable.Range(0, 27).ToArray(), type);
            TensorData[] inputs = constant ? [data] : [data, TensorData.Of(Enumerable.Range(0, 6).Select(i => (float)i).ToArray(), [3, 2])];
            Assert.That(session.Run(inputs)[0].ToArray<float>(), Is.EqualTo(expected.Run(inputs)[0].ToArray<float>()),
                string.Join(", ", order));
        }
    }

    // ONNX Runtime's ScatterND adds on several threads, and some of the additions are lost.
    [TestCase(1)]
    [TestCase(2)]
    public void ManyAdditionsAtOnePlace_AllCount(int depth)
    {
        const int count = 1_000_000;
        var (x, at, ones) = (Input("x", [4, 2]), Input("at", ["count", depth], DType.Int64),
            depth == 1 ? Input("ones", ["count", 2]) : Input("ones", ["count"]));
        using var session = new OnnxSession(Graph.Of(ScatterAdd(x, at, ones)).Optimize());
        var sums = session.Run(TensorData.Zeros(DType.Float32, [4, 2]),
            TensorData.Of(Enumerable.Repeat(depth == 1 ? -3L : 1L, count * depth).ToArray(), [count, depth]),
            TensorData.Of(Enumerable.Repeat(1f, depth == 1 ? 2 * count : count).ToArray(), depth == 1 ? [count, 2] : [count]))[0];
        Assert.That(sums.ToArray<float>(),
            Is.EqualTo(depth == 1 ? new float[] { 0, 0, count, count, 0, 0, 0, 0 } : [0, 0, 0, count, 0, 0, 0, 0]));
    }

    [Test]
    public void EveryKindOfArray_GoesIn()
    {
        using var session = new OnnxSession(Graph.Of(s_x * 2));
        var wide = Tensor.Create<float>([9, 1, 2, 9, 3, 4], [2, 3]);
        TensorData[] twos =
        [
            new float[,] { { 1, 2 }, { 3, 4 } }, new float[][] { [1, 2], [3, 4] }, TensorData.Of([1f, 2f, 3f, 4f], [2, 2]),
                Tensor.Create<float>([1, 2, 3, 4], [2, 2]),
            Tensor.Create<float>([0, 0, 1, 2, 3, 4], [3, 2]).Slice(1..3, 0..2), wide.Slice(0..2, 1..3),
        ];
        foreach (var rows in twos) Assert.That(session.Run(rows)[0].ToString(), Is.EqualTo("float32[2, 2](2, 4, 6, 8)"));
    }

    [Test]
    public void ZeroRows_GiveZeroRows()
    {
        using var session = new OnnxSession(Graph.Of(MatMul(s_x, Constant(new float[2, 3])), Reshape(s_x, -1),
            ReduceSum(s_x, keepDims: false)));
        TensorData[] nothings = [new float[0, 2], TensorData.Of(Array.Empty<float>(), [0, 2]), Tensor.Create<float>([], [0, 2])];
        foreach (var nothing in nothings)
            Assert.That(session.Run(nothing).Select(result => result.ToString()),
                Is.EqualTo(new[] { "float32[0, 3]()", "float32[0]()", "float32(0)" }));
    }

    [Test]
    public void Text_GoesInAndOut()
    {
        using var session = new OnnxSession(Graph.Of(Reshape(Input("words", ["batch", 2], DType.String), -1), s_y * 2));
        var results = session.Run(new string[,] { { "", "ż" }, { "🐍", "d" } }, new[] { 1f, 2f });
        Assert.That(results.Select(result => result.ToString()),
            Is.EqualTo(new[] { "string[4](\"\", \"ż\", \"🐍\", \"d\")", "float32[2](2, 4)" }));
    }

    [TestCaseSource(nameof(Types))]
    public void EveryType_GoesInAndOut(DType type)
    {
        var data = type == DType.String ? TensorData.Of(["a", "b"], [2]) : Scalar(1, type).Constant!.Reshape([1]);
        using var session = new OnnxSession(Graph.Of(Input("x", ["n"], type)));
        Assert.That(session.Run(data)[0].ToString(), Is.EqualTo(data.ToString()));
    }

    private static DType[] Types => Enum.GetValues<DType>();

    [Test]
    public void SizesThatOnlyTheRunTells_AreRestored()
    {
        var count = Input("count", [], DType.Int64);
        using var session = new OnnxSession(Graph.Of(Range(0, count, 1), Range(0, count + 1, 1)));
        Assert.That(session.Run(TensorData.Scalar(3L)).Select(result => result.ToString()),
            Is.EqualTo(new[] { "int64[3](0, 1, 2)", "int64[4](0, 1, 2, 3)" }));
    }

    [Test]
    public void AResult_IsAnArrayOfItsOwn()
    {
        using var session = new OnnxSession(Graph.Of(s_y + 1));
        var (first, second) = (session.Run(new[] { 1f })[0], session.Run(new[] { 2f })[0]);
        Assert.That((first.AsSpan<float>()[0], second.AsSpan<float>()[0]), Is.EqualTo((2f, 3f)));
    }

    private static readonly TestCaseData[] s_faults =
    [
        Fault("The graph has an input 'y', but no tensor was given for it.", new float[3, 2]),
        Fault("The graph has the inputs x, y. Received 3 tensors.", new float[3, 2], new float[3], new float[3]),
        Fault("The input 'x' is float32[batch, 2], but a tensor of float64[3, 2] was given.", new double[3, 2], new float[3]),
        Fault("The input 'x' is float32[batch, 2], but a tensor of float32[3, 1] was given.", new float[3, 1], new float[3]),
        Fault("The input 'x' is float32[batch, 2], but a tensor of float32[2] was given.", new float[2], new float[3]),
        Fault("The size 'batch' is 3 in one input and 4 in 'y'; it must be the same in all inputs.", new float[3, 2], new float[4]),
        Fault("Value cannot be null.", new float[3, 2], null!),
    ];

    [TestCaseSource(nameof(s_faults))]
    public void TensorsThatDoNotFit_AreRefused(TensorData[] inputs, string message)
    {
        using var session = new OnnxSession(Graph.Of(s_x * Unsqueeze(s_y, 1)));
        Assert.That(() => session.Run(inputs), Throws.InstanceOf<ArgumentException>().With.Message.StartsWith(message));
    }

    [Test]
    public void ADisposedSession_SaysSo()
    {
        var session = new OnnxSession(Graph.Of(s_y + 1));
        session.Dispose();
        session.Dispose();
        Assert.That(() => session.Run(new[] { 1f }), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void ARunThatCannotGoOn_SaysWhere()
    {
        using var session = new OnnxSession(Graph.Of(Gather(s_y, Input("at", [], DType.Int64))));
        Assert.That(() => session.Run(new[] { 1f, 2f }, TensorData.Scalar(2L)),
            Throws.InvalidOperationException.With.Message.Contains("Gather"));
        Assert.That(session.Run(new[] { 1f, 2f }, TensorData.Scalar(1L))[0].ToString(), Is.EqualTo("float32(2)"));
    }

    [Test]
    public void AFaultyGraph_IsRefused() =>
        Assert.That(() => new OnnxSession(Graph.Of(s_y + Input("y", ["batch"]))),
            Throws.ArgumentException.With.Message.Contains("Several inputs are named 'y'"));

    [Test]
    public void ATypeThatOnnxRuntimeDoesNotCompute_IsNoBugOfOurs() =>
        Assert.That(() => new OnnxSession(Graph.Of(Softplus(Input("d", [2], DType.Float64)))),
            Throws.InstanceOf<NotSupportedException>().With.Message.StartsWith("ONNX Runtime does not support an operator of this graph " +
                "for its element type"));

    [TestCase(1, false)]
    [TestCase(2, true)]
    [TestCase(null, false)]
    public void Threads_ChangeNoNumbers(int? threads, bool spinning)
    {
        var x = Input("x", [64, 64]);
        using var session = new OnnxSession(Graph.Of(ReduceSum(MatMul(x, x), keepDims: false)),
            new RuntimeOptions { Threads = threads, Spinning = spinning });
        Assert.That(session.Run(TensorData.Of(Enumerable.Repeat(1f, 64 * 64).ToArray(), [64, 64]))[0].AsSpan<float>()[0],
            Is.EqualTo(64 * 64 * 64));
    }

    [Test]
    public void LessThanOneThread_IsRefused() =>
        Assert.That(() => new RuntimeOptions { Threads = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static TestCaseData Fault(string message, params TensorData[] inputs) =>
        new TestCaseData(inputs, message).SetArgDisplayNames(message);

    private static TensorData Casting(int[] numbers, DType type) => type switch
    {
        DType.Int32 => TensorData.Of(numbers, [3, 3, 3]),
        DType.Int64 => TensorData.Of(Array.ConvertAll(numbers, number => (long)number), [3, 3, 3]),
        _ => TensorData.Of(Array.ConvertAll(numbers, number => (double)number), [3, 3, 3]),
    };
}
