using System.Runtime.InteropServices;
using static Layers.Graphs.Ops;

namespace Layers.Tests;

/// <summary>Each operator of the row engine, compared with ONNX Runtime.</summary>
public sealed class RowEngineTests
{
    private static readonly Value s_matrix = Constant(new float[,] { { 1, 2 }, { 3, -4 }, { 5, 6 } });
    private static readonly Value s_row = Constant(new float[] { 1, -2, 3 });

    private static readonly TestCaseData[] s_known =
    [
        .. new (string, Func<Value, Value>)[]
        {
            ("Neg", Neg), ("Abs", Abs), ("Sign", Sign), ("Floor", Floor), ("Ceil", Ceil), ("Round", Round), ("Reciprocal", Reciprocal),
                ("Sqrt", Sqrt), ("Exp", Exp),
            ("Log", Log), ("Erf", Erf), ("Cos", Cos), ("Sin", Sin), ("Tanh", Tanh), ("Sigmoid", Sigmoid), ("Softplus", Softplus),
                ("Relu", Relu),
        }.Select(pair => Case(pair.Item1, pair.Item2)),
        Case("Pow", x => Pow(Abs(x), 1.5f)),
        Case("Max of a constant", x => Max(x, s_row)),
        Case("Min of two", x => Min(x, x * x)),
        Case("Clip", x => Clip(x, -1, 1)),
        Case("affine chain", x => (x - s_row) / s_row * 3 + s_row),
        Case("constant on the left", x => s_row - 2 / x),
        Case("constant of rank 2", x => x * Constant(new float[,] { { 1, 2, 3 } })),
        Case("a chain that something else reads", x => Shared(x - s_row)),
        Case("comparisons", x => Where((x < 1) & !(x >= s_row) | Equal(x, 0), x, s_row)),
        Case("IsNaN and IsInf", x => Where(IsNaN(x) | IsInf(x), 7, x)),
        Case("truth to numbers and back", x => Cast(Cast(Cast(x, DType.Bool), DType.Int32), DType.Float32)),
        Case("dense", x => MatMul(x, s_matrix)),
        Case("dense with a bias and a rectifier", x => Relu(MatMul(x, s_matrix) + Constant(new float[] { 1, 2 }))),
        Case("a bias on the left", x => Constant(new float[] { 1, 2 }) + MatMul(x, s_matrix)),
        Case("a product that something else reads", x => Shared(MatMul(x, s_matrix))),
        Case("a bias of one number", x => MatMul(x, s_matrix) + 2),
        Case("two rectifiers and a bias after", x => Relu(Relu(MatMul(x, s_matrix))) + Constant(new float[] { 1, 2 })),
        Case("dense of float64", x => MatMul(Cast(x, DType.Float64), Cast(s_matrix, DType.Float64))),
        Case("dense over more axes", x => MatMul(Reshape(Concat([x, x * 2], -1), -1, 2, 3), s_matrix)),
        Case("softmax", x => Softmax(x)),
        Case("softmax over an inner axis", x => Softmax(Reshape(Concat([x, x * 2], -1), -1, 2, 3), 1)),
        Case("log softmax", x => LogSoftmax(x)),
        Case("layer normalization", x => (x - ReduceMean(x, [1])) / Sqrt(ReduceMean(Square(x - ReduceMean(x, [1])), [1]) + 1e-3)),
        Case("reductions", x => ReduceMax(x, [1]) + ReduceMin(x, [-1]) * ReduceSum(x, [1]) - ReduceProd(x, [1])),
        Case("a reduction over an inner axis", x => ReduceSum(Reshape(Concat([x, x * 2], -1), -1, 2, 3), [1], keepDims: false)),
        Case("ArgMax", x => ArgMax(x)),
        Case("CumSum", x => CumSum(x) + CumSum(x, reverse: true)),
        Case("CumSum of integers, over an inner axis",
            x => CumSum(Reshape(Cast(x * 3, DType.Int64), -1, 3, 1), 1)
            - CumSum(Reshape(Cast(x * 3, DType.Int64), -1, 3, 1), 1, reverse: true)),
        Case("sorted", x => TopK(x, 3).Values),
        Case("looked up", x => Gather(s_matrix, Cast(Clip(Round(x), -3, 2), DType.Int64))),
        Case("looked up by int32", x => Gather(s_matrix, Cast(Clip(x, 0, 2), DType.Int32))),
        Case("picked", x => Gather(x, Constant(new long[] { 2, 0, -1 }), 1)),
        Case("joined", x => Concat([x, x * 2, Exp(x)], -1)),
        Case("joined within", x => Concat([Reshape(x, -1, 3, 1), Reshape(x * 2, -1, 3, 1)], -1)),
        Case("split", x => Split(x, [1, 2])[1] * Split(x, [1, 2])[0]),
        Case("columns", x => Slice(x, 1, 3)),
        Case("columns backward", x => Slice(x, -1, long.MaxValue, 1, -2)),
        Case("padded", x => Pad(x, [0, 2], [0, 1])),
        Case("transposed", x => Transpose(Reshape(Concat([x, x * 2], -1), -1, 2, 3), [0, 2, 1])),
        Case("expanded", x => Expand(Reshape(x, -1, 3, 1),
            Concat([Gather(ShapeOf(x), Constant(new long[] { 0 })), Constant(new long[] { 3, 2 })], 0))),
        Case("counted", x => x * Cast(Range(1, 4, 1), DType.Float32)),
        Case("the logarithm of a constant", x => x + Log(Exp(s_row))),
        Case("rounded to 16 bits", x => Cast(Cast(Cast(Cast(x, DType.Float16), DType.Float32), DType.BFloat16), DType.Float32)),
        Case("integers", x => Cast(Abs(Cast(x, DType.Int64) * 3 - 5), DType.Float64)),
        Case("the input itself", x => x),
        Case("the input in another shape", x => Reshape(x, -1, 1, 3)),
    ];

    private static readonly TestCaseData[] s_unknown =
    [
        Case("rows mixed", x => x - ReduceMean(x, [0])),
        Case("softmax over rows", x => Softmax(x, 0)),
        Case("rows by rows", x => MatMul(x, Transpose(x))),
        Case("rows joined", x => Concat([x, x], 0)),
        Case("rows picked", x => Gather(x, Constant(new long[] { 0 }), 0)),
        Case("rows as columns", x => Transpose(Unsqueeze(x, 1), [1, 0, 2])),
        Case("number of rows", x => x / Cast(ReduceMax(ShapeOf(x)), DType.Float32)),
        Case("one constant a row", x => x + Constant(new float[,] { { 1, 2, 3 }, { 3, 4, 5 } })),
        Case("convolved", x => Conv(Unsqueeze(x, 1), Constant(new float[,,] { { { 1, 2 } } }))),
        Case("no rows", _ => s_row),
        Case("which are the largest", x => TopK(x, 3).Indices),
    ];

    [TestCaseSource(nameof(s_known))]
    public void Operator_GivesWhatOnnxRuntimeGives(Func<Value, Value> formula)
    {
        foreach (var rows in new[] { 1, 2, 5, 1111 })
            Assert.That(BothEngines.Mismatches(GraphOf(formula), SampleData.Of([rows, 3], DType.Float32, seed: rows)),
                Is.Not.Null.And.Empty, $"{rows} rows");
    }

    [TestCaseSource(nameof(s_unknown))]
    public void Operator_ThatMixesRowsOrIsNotKnown_IsLeftToOnnxRuntime(Func<Value, Value> formula)
    {
        Assert.That(RowCompiler.Compile(GraphOf(formula), out var reason), Is.Null);
        Assert.That(reason, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Strange))]
    public void StrangeNumbers_GiveWhatOnnxRuntimeGives(Func<Value, Value> formula)
    {
        TensorData x = new float[,] { { float.NaN, float.PositiveInfinity, float.NegativeInfinity }, { -0f, 1e30f, -1e-40f },
            { 100, -100, 0 } };
        Assert.That(BothEngines.Mismatches(GraphOf(formula), x), Is.Not.Null.And.Empty);
    }

    private static IEnumerable<TestCaseData> Integers => new (string, Func<Value, Value>)[]
    {
        ("Abs", Abs), ("Neg", Neg), ("Sign", Sign), ("difference", x => x - 1), ("square", x => x * x), ("running sum", x => CumSum(x)),
        ("running sum from the end", x => CumSum(x, reverse: true)),
            ("running sum over an inner axis", x => CumSum(Reshape(x, -1, 3, 1), 1)),
    }.Select(pair => Case(pair.Item1, pair.Item2));

    // The negative of the smallest integer, and some sums, do not fit the type: the lower bits remain.
    [TestCaseSource(nameof(Integers))]
    public void IntegersBeyondTheirType_GiveWhatOnnxRuntimeGives(Func<Value, Value> formula)
    {
        foreach (var x in new TensorData[] { new int[,] { { int.MinValue, -1, 7 }, { 0, int.MaxValue, int.MinValue } },
            new long[,] { { long.MinValue, -1, 7 }, { 0, long.MaxValue, long.MinValue } } })
        {
            var graph = Graph.Of(formula(Input("x", ["batch", 3], x.Type)));
            using var session = new Onnx.OnnxSession(graph);
            Assert.That(Whole(RowCompiler.Compile(graph, out _)!.Run(x)), Is.EqualTo(Whole(session.Run(x)[0])), $"{x.Type}");
        }
    }

    private static IEnumerable<TestCaseData> Curves => new (string, Func<Value, Value>)[]
    {
        ("Exp", Exp), ("Log", x => Log(Abs(x))), ("Tanh", Tanh), ("Sigmoid", Sigmoid), ("Softplus", Softplus), ("Erf", Erf), ("Sin", Sin),
            ("Cos", Cos), ("Sqrt", x => Sqrt(Abs(x))),
        ("Pow", x => Pow(Abs(x), Cast(Constant(TensorData.Scalar(1.5f)), x.Type))), ("Softmax", x => Softmax(x)),
            ("LogSoftmax", x => LogSoftmax(x)), ("sum", x => ReduceSum(x, [1])),
    }.Select(pair => Case(pair.Item1, pair.Item2));

    private static IEnumerable<TestCaseData> Strange =>
        s_known.Where(one => one.Arguments[0] is Func<Value, Value> && s_strange.Contains(one.ArgDisplayNames![0]));

    private static readonly string[] s_strange = ["Neg", "Abs", "Floor", "Exp", "Log", "Tanh", "Sigmoid", "Softplus", "Erf", "Sqrt", "Relu",
        "affine chain", "IsNaN and IsInf", "joined", "dense", "dense with a bias and a rectifier", "layer normalization"];

    [Test]
    public void Tanh_OfSmallNumbers_KeepsTheirDigits()
    {
        float[] x = [0, -0f, 1e-30f, -1e-8f, 1e-4f, 0.1f, -0.3f, 0.4999f, 0.5f, -0.7f, 3, -20];
        var y = new float[x.Length];
        Formulas.Tanh<float>(x, y);
        for (var i = 0; i < x.Length; i++) Assert.That(y[i], Is.EqualTo(Math.Tanh(x[i])).Within(5e-5).Percent, $"tanh({x[i]})");
    }

    [TestCase(4)]
    [TestCase(8)]
    [TestCase(16)]
    public void Dense_OfAnyWidthOfVector_GivesTheSums(int vector)
    {
        foreach (var (inputs, units) in new[] { (1, 1), (3, 2), (13, 4), (17, 5), (13, 64), (64, 65), (7, 100), (130, 200), (2, 16),
            (33, 31), (13, 63) })
            foreach (var rows in new[] { 1, 3, 4, 9 })
            {
                var (matrix, bias, x) = (Numbers(inputs * units, 1), Numbers(units, 2), Numbers(rows * inputs, 3));
                var weights = new DenseWeights(matrix, inputs, units, vector);
                weights.SetBias(bias);
                // The memory after the results does not change.
                var y = Enumerable.Repeat(77f, rows * units + 40).ToArray();
                DenseKernel.Run(weights, x, y.AsSpan(0, rows * units), isRectified: true);
                for (var i = 0; i < rows * units; i++)
                {
                    double sum = bias[i % units];
                    for (var k = 0; k < inputs; k++) sum += (double)x[i / units * inputs + k] * matrix[k * units + i % units];
                    Assert.That(y[i], Is.EqualTo(Math.Max(sum, 0)).Within(1e-3), $"({inputs}, {units}), row {i / units}, unit {i % units}");
                }
                Assert.That(y[(rows * units)..], Is.All.EqualTo(77f));
            }
    }

    [Test]
    public void ARow_HasTheSameBitsInAnyBatch()
    {
        var (first, second) = (Constant(TensorData.Of(Numbers(13 * 70, 1), [13, 70])),
            Constant(TensorData.Of(Numbers(70 * 3, 2), [70, 3])));
        var program = RowCompiler.Compile(Graph.Of(Softmax(MatMul(Tanh(MatMul(Input("x", ["batch", 13]) / 3, first)), second))), out _)!;
        var x = SampleData.Of([1000, 13], DType.Float32, seed: 4);
        var all = program.Run(x).ToArray<float>();
        var one = new float[3];
        for (var row = 0; row < 1000; row++)
        {
            program.Run(MemoryMarshal.AsBytes(x.AsSpan<float>().Slice(row * 13, 13)), MemoryMarshal.AsBytes(one.AsSpan()), 1);
            Assert.That(one, Is.EqualTo(all[(row * 3)..(row * 3 + 3)]), $"row {row}");
        }
    }

    // Rows shorter than a SIMD vector could take another code path.
    [TestCaseSource(nameof(Curves))]
    public void ASmallRow_HasTheSameBitsInAnyBatch(Func<Value, Value> formula)
    {
        foreach (var type in new[] { DType.Float32, DType.Float64 })
            foreach (var width in new[] { 1, 2, 3, 5 })
            {
                var program = RowCompiler.Compile(Graph.Of(formula(Input("x", ["batch", width], type))).FoldConstants(), out _)!;
                var x = SampleData.Of([323, width], type, seed: width);
                var all = program.Run(x).AsBytes();
                var one = new byte[program.Output.Bytes];
                for (var row = 0; row < 323; row++)
                {
                    program.Run(x.AsBytes().Slice(row * program.Input.Bytes, program.Input.Bytes), one, 1);
                    Assert.That(all.Slice(row * one.Length, one.Length).SequenceEqual(one), $"row {row} of {width} {type}");
                }
            }
    }

    [Test]
    public void AnAffineChainAndADenseLayer_AreTwoSteps()
    {
        var program = RowCompiler.Compile(GraphOf(x => Relu(MatMul((x - s_row) / s_row, s_matrix) + Constant(new float[] { 1, 2 }))),
            out _)!;
        Assert.That(program.Steps.Select(step => step.GetType()), Is.EqualTo(new[] { typeof(AffineStep), typeof(DenseStep) }));
    }

    [TestCase(3)]
    [TestCase(-4)]
    [TestCase(float.NaN)]
    public void AnIndexThatNoTableHas_IsRefused(float index)
    {
        var program = RowCompiler.Compile(GraphOf(x => Gather(s_matrix, Cast(x, DType.Int64))), out _)!;
        TensorData x = new float[,] { { 0, index, 1 } };
        Assert.That(() => program.Run(x), Throws.TypeOf<RowIndexException>().With.Message.Contains("outside 0 to 2"));
    }

    private static long[] Whole(TensorData x) =>
        x.Type == DType.Int32 ? Array.ConvertAll(x.ToArray<int>(), i => (long)i) : x.ToArray<long>();

    private static Value Shared(Value x) => x + Exp(-Abs(x)) * x;

    private static float[] Numbers(int count, long seed) => SampleData.Of([count], DType.Float32, seed).ToArray<float>();

    private static Graph GraphOf(Func<Value, Value> formula) => Graph.Of(formula(Input("x", ["batch", 3]))).FoldConstants();

    // .NET throws for this division.
    [Test]
    public void TheLeastInteger_ByMinusOne_IsItself()
    {
        var (x, by) = (Input("x", ["batch", 1], DType.Int64), Input("by", ["batch", 1], DType.Int64));
        TensorData least = new[,] { { long.MinValue }, { 7 }, { -7 } }, minus = new long[,] { { -1 }, { -2 }, { 2 } };
        Assert.That(RowCompiler.Compile(Graph.Of(x / by), out _)!.Run(least, minus).ToArray<long>(),
            Is.EqualTo(new[] { long.MinValue, -3, -3 }));
        Assert.That(RowCompiler.Compile(Graph.Of(Mod(x, by)), out _)!.Run(least, minus).ToArray<long>(),
            Is.EqualTo(new long[] { 0, -1, 1 }));
    }

    [Test]
    public void AColumnOfTexts_IsTheSameCountedFromTheEnd([Values(0, 1, -1, -2)] int column)
    {
        var picked = Gather(Input("x", ["batch", 2], DType.String), Constant(new long[] { column }), 1);
        var graph = Graph.Of(LabelEncoder(picked, new[] { "a", "b", "c" }, new long[] { 1, 2, 3 }, TensorData.Scalar(0L)));
        Assert.That(BothEngines.Mismatches(graph, new[,] { { "a", "b" }, { "c", "a" }, { "?", "c" } }), Is.Not.Null.And.Empty);
    }

    private static TestCaseData Case(string name, Func<Value, Value> formula) => new TestCaseData(formula).SetArgDisplayNames(name);
}
