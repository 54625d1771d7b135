using Layers.Graphs;
using Layers.Onnx;
using static Layers.Graphs.Ops;

namespace Layers.Tests.Core;

public sealed class RowWiseTests
{
    private static readonly Value s_matrix = Constant(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
    private static readonly Value s_row = Constant(new float[] { 1, 2, 3 });

    private static readonly TestCaseData[] s_apart =
    [
        Case("affine", x => (x - s_row) / s_row),
        Case("affine with a row of rank 2", x => x * Constant(new float[,] { { 1, 2, 3 } })),
        Case("two of its own", x => x * Sigmoid(x)),
        Case("choice", x => Where(Less(x, 0), x * 0.5f, x)),
        Case("dense", x => Relu(MatMul(x, s_matrix))),
        Case("softmax", x => Softmax(MatMul(x, s_matrix))),
        Case("sum of each row", x => x / ReduceSum(x, [1])),
        Case("mean of each row, axis dropped", x => Unsqueeze(ReduceMean(x, [-1], keepDims: false), 1)),
        Case("joined", x => Concat([x, x * 2], -1)),
        Case("reshaped", x => Reshape(Unsqueeze(x, 1), -1, 3)),
        Case("looked up", x => Gather(s_matrix, Cast(x, DType.Int64))),
        Case("columns", x => Slice(x, 0, 2, 1)),
        Case("padded columns", x => Pad(x, [0, 1], [0, 0])),
        Case("transposed within each row", x => Transpose(Unsqueeze(x, 1), [0, 2, 1])),
        Case("convolved", x => Conv(Unsqueeze(x, 1), Constant(new float[,,] { { { 1, 2 } } }))),
        Case("best column", x => Cast(Unsqueeze(ArgMax(x), 1), DType.Float32)),
        Case("sorted columns", x => TopK(x, 3).Values),
        Case("bits", x => Cast(BitwiseXor(Cast(x, DType.Int64), 5), DType.Float32)),
        Case("pooled", x => MaxPool(Unsqueeze(x, 1), [2])),
    ];

    private static readonly TestCaseData[] s_mixed =
    [
        Case("mean over rows", x => x - ReduceMean(x, [0])),
        Case("mean over rows, axis from the end", x => x - ReduceSum(x, [-2])),
        Case("mean over everything", x => x - ReduceMean(x)),
        Case("softmax over rows", x => Softmax(x, 0)),
        Case("rows by rows", x => MatMul(x, Transpose(x))),
        Case("rows joined", x => Concat([x, x], 0)),
        Case("rows picked", x => Gather(x, Constant(new long[] { 0 }), 0)),
        Case("some rows", x => Slice(x, 0, 2, 0)),
        Case("padded rows", x => Pad(x, [1, 0], [0, 0])),
        Case("channels of rows", x => Transpose(Unsqueeze(x, 1), [1, 0, 2])),
        Case("number of rows", x => x / Cast(ReduceMax(ShapeOf(x)), DType.Float32)),
        Case("running sum", x => CumSum(x, 0)),
        Case("no rows at all", _ => s_row),
    ];

    [TestCaseSource(nameof(s_apart))]
    public void Is_IfRowsStayApart(Func<Value, Value> formula) => Assert.That(RowWise.Is(GraphOf(formula)), Is.True);

    [TestCaseSource(nameof(s_apart))]
    public void PartsOfTheRows_GiveTheSameRows(Func<Value, Value> formula)
    {
        using var session = new OnnxSession(GraphOf(formula), new() { Threads = 1 });
        var rows = TensorData.Of([.. Enumerable.Range(0, 15).Select(i => (float)(i % 3))], [5, 3]);
        float[] parts = [.. session.Run(TensorData.Of(rows.ToArray<float>()[..6], [2, 3]))[0].ToArray<float>(),
            .. session.Run(TensorData.Of(rows.ToArray<float>()[6..], [3, 3]))[0].ToArray<float>()];
        Assert.That(parts, Is.EqualTo(session.Run(rows)[0].ToArray<float>()).Within(1e-4).Percent);
    }

    [TestCaseSource(nameof(s_mixed))]
    public void IsNot_IfRowsMeet(Func<Value, Value> formula) => Assert.That(RowWise.Is(GraphOf(formula)), Is.False);

    // Two different numbers of rows, so that a split into parts would be noticed.
    [TestCase(3)]
    [TestCase(200_003)]
    public void Predict_OfALayerThatMixesRows_SeesThemAll(int rows)
    {
        var x = new float[rows, 2];
        for (var row = 0; row < rows; row++) (x[row, 0], x[row, 1]) = (row % 2, row == 0 ? 7 : 0);
        using var model = new Sequential { new Input(2), new LargestOfAll() };
        var y = model.Predict(x);
        Assert.That(Enumerable.Range(0, rows).All(row => y[row, 0] == 1 && y[row, 1] == 7), Is.True);
    }

    [Test]
    public void AConvolutionalNetwork_KeepsRowsApart()
    {
        using var model = new Sequential { new Input([8, 8, 1]), new Conv2D(4, 3, padding: Padding.Same), new MaxPooling2D(2),
            new ZeroPadding2D(1), new BatchNormalization(), new Flatten(), new Dense(3, Activation.Softmax) };
        Assert.That(RowWise.Is(model.ToGraph()), Is.True);
    }

    private static TestCaseData Case(string name, Func<Value, Value> formula) => new TestCaseData(formula).SetArgDisplayNames(name);

    private static Graph GraphOf(Func<Value, Value> formula) => Graph.Of(formula(Input("x", ["batch", 3])));

    private sealed class LargestOfAll() : Layer("largest")
    {
        protected override Value Call(Value x) => ReduceMax(x, [0]) + (x * 0);
    }
}
