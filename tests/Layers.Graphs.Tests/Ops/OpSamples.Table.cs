using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

internal sealed partial class OpSamples
{
    private static OpSamples All { get; } = new()
    {
        { Op.Input, [.. Each(x => x), d => [d.Text("batch")], d => [d.Truth(2, 2)]] },
        { Op.Constant, d => [Constant(new float[2, 3])], d => [Constant(TensorData.Scalar(7L))], d => [Constant(new[] { "a", "b" })],
            d => [Scalar(1.5, DType.Float16)], d => [Constant(new float[0, 2])] },
        { Op.Identity, [.. Each(Ops.Identity), d => [Ops.Identity(d.Text(2))]] },
        { Op.StopGradient, Each(StopGradient) },

        { Op.Add, [.. Pairs(Ops.Add), .. Pairs(Ops.Add, Whole), .. Pairs(Ops.Add, Int32)] },
        { Op.Sub, [.. Pairs(Sub), .. Pairs(Sub, Whole)] },
        { Op.Mul, [.. Pairs(Mul), .. Pairs(Mul, Whole), d => [Square(d.X("batch", 2))]] },
        { Op.Div, [.. Pairs(Div, (d, shape) => d.Positive([.. shape])), .. Pairs(Div, Whole)] },
        { Op.Pow, [.. Pairs(Pow, (d, shape) => d.Positive([.. shape])), d => [Pow(d.X("batch", 3), 2)], d => [Pow(d.X(4), 3)],
            d => [Pow(d.Positive(2, 2), -0.5)], d => [Pow(2, d.X(3))]] },
        { Op.Mod, [.. Pairs(Mod, Whole)] },
        { Op.Max, [.. Pairs(Max), .. Pairs(Max, Whole)] },
        { Op.Min, [.. Pairs(Min), .. Pairs(Min, Whole)] },
        { Op.BitwiseXor, [.. Pairs(BitwiseXor, Whole)] },
        { Op.BitShift, d => [ShiftRight(d.Bits("batch", 2), Scalar(31, DType.UInt64))], d => [ShiftRight(d.Bits(3), d.Of([1], _ => 7UL))] },

        { Op.Neg, [.. Each(Neg), d => [Neg(d.Whole(2))]] },
        { Op.Abs, [.. Each(Abs), d => [Abs(d.Whole(2))]] },
        { Op.Sign, [.. Each(Sign), d => [Sign(d.Whole(2))]] },
        { Op.Floor, Each(Floor) },
        { Op.Ceil, Each(Ceil) },
        { Op.Round, Each(Round) },
        { Op.Reciprocal, EachPositive(Reciprocal) },
        { Op.Sqrt, EachPositive(Sqrt) },
        { Op.Exp, Each(Exp) },
        { Op.Log, EachPositive(Log) },
        { Op.Erf, Each(Erf) },
        { Op.Cos, Each(Cos) },
        { Op.Sin, Each(Sin) },
        { Op.Tanh, Each(Tanh) },
        { Op.Sigmoid, Each(Sigmoid) },
        { Op.Softplus, Each(Softplus) },
        { Op.Relu, Each(Relu) },
        { Op.Clip, [.. Each(x => Clip(x, -1, 1)), d => [Clip(d.X(2, 3), Scalar(-0.5, d.Type), 1)], d => [Clip(d.Whole(4), -2, 3)],
            d => [Clip(d.X(2, 6), -d.Positive(), d.Positive())]] },
        { Op.Cast, [.. Each(x => Cast(x, x.Type == DType.Float64 ? DType.Float32 : DType.Float64)), .. Casts()] },

        { Op.Equal, [.. Pairs(Equal), .. Pairs(Equal, Whole), .. Pairs(Equal, Truth), d => [Equal(d.Text(3), d.Text(3))],
            d => [Equal(d.Text("batch", 2), d.Text(1))]] },
        { Op.Less, [.. Pairs(Less), .. Pairs(Less, Whole)] },
        { Op.LessOrEqual, [.. Pairs(LessOrEqual), .. Pairs(LessOrEqual, Whole)] },
        { Op.Greater, [.. Pairs(Greater), .. Pairs(Greater, Whole)] },
        { Op.GreaterOrEqual, [.. Pairs(GreaterOrEqual), .. Pairs(GreaterOrEqual, Whole)] },
        { Op.And, Pairs(And, Truth) },
        { Op.Or, Pairs(Or, Truth) },
        { Op.Not, d => [!d.Truth("batch", 2)], d => [!d.Truth()] },
        { Op.IsNaN, Each(IsNaN) },
        { Op.IsInf, Each(IsInf) },
        {
            Op.Where,
            [
                .. Pairs((a, b) => Where(a > b, a, b)),
                d => [Where(d.Truth(2, 1), d.X(1, 3), d.X())],
                d => [Where(d.Truth(3, 1, 1), d.X(2, 1), d.X(4))],
                d => [Where(d.Truth("batch", 1), d.X(4), d.X("batch", 4))],
                d => [Where(d.Truth("batch"), d.X(2, 1), 0)],
                d => [Where(d.Truth(2), d.Text(2), d.Text(1))],
            ]
        },

        {
            Op.LabelEncoder,
            d => [LabelEncoder(d.Text(3), new[] { "text 0", "text 2" }, new long[] { 1, 2 }, TensorData.Scalar(0L))],
            d => [LabelEncoder(d.Text("batch", 2), new[] { "text 1" }, new[] { 0.5f }, TensorData.Scalar(-1f))],
            d => [LabelEncoder(d.Text(2), new[] { "text 1" }, new[] { "one" }, TensorData.Scalar("none"))],
            d => [LabelEncoder(d.Whole(2, 3), new long[] { 1, -1 }, new[] { "one", "less" }, TensorData.Scalar("?"))],
            d => [LabelEncoder(d.Whole("batch"), new long[] { 1 }, new long[] { 7 }, TensorData.Scalar(-1L))],
            d => [LabelEncoder(d.Whole(4), new long[] { 1, 2 }, new[] { 7f, 8f }, TensorData.Scalar(0f))]
        },
        { Op.Scan, Scans },
        { Op.LSTM, Memories },
        { Op.GRU, GatedUnits },
        { Op.RNN, SimpleUnits },
        { Op.FarmHash64, d => [FarmHash64(d.Text("batch", 2), 7)], d => [FarmHash64(d.Whole(3), 1)], d => [FarmHash64(d.Truth(2), 5)],
            d => [FarmHash64(d.Text(3), 7, "text 1")] },
        { Op.SipHash64, d => [SipHash64(d.Text("batch", 2), 7, (1, -2))], d => [SipHash64(d.Whole(3), 1, (0, 0))],
            d => [SipHash64(d.Text(3), 7, (3, 4), "")] },
        { Op.LocalTicks, d => [LocalTicks(d.Text("batch", 2), "", "UTC", "UTC", "text 1")],
            d => [LocalTicks(d.Whole(3), 0, 1, "UTC", "UTC")], d => [LocalTicks(d.Text(3), "yyyy", "UTC", "UTC", "")] },
        { Op.CrossHash64, d => [CrossHash64([d.Text("batch", 2), d.Whole("batch", 2)], 7)],
            d => [CrossHash64([d.Whole(3), d.Text(3), Int32(d, [3])], 5)] },
        {
            Op.TokenIndices,
            d => [TokenIndices(d.Text("batch", 1), ["text", "0"], "lower", "whitespace", [1, 2], 3, 2, 1, 0)],
            d => [TokenIndices(d.Text("batch"), ["t"], null, "character", null, null, 1, 0, -1)],
            d => [TokenIndices(d.Text(2, 3), ["text 0", "text 1 text 2"], "strip_punctuation", null, [2], null, 2, 1, 0)],
            d => [TokenIndices(d.Text(2, 3), ["text 0"], "lower_and_strip_punctuation", null, null, null, 2, 1, 0)]
        },

        {
            Op.MatMul,
            d => [MatMul(d.X(2, 3), d.X(3, 4))],
            d => [MatMul(d.X("batch", 3), d.X(3, 1))],
            d => [MatMul(d.X(5, 2, 3), d.X(5, 3, 2))],
            d => [MatMul(d.X(2, 2, 3), d.X(3, 4))],
            d => [MatMul(d.X(2, 3), d.X(4, 3, 2))],
            d => [MatMul(d.X(2, 1, 2, 3), d.X(3, 3, 2))],
            d => [MatMul(d.X("batch", 2, 3), d.X("batch", 3, 1))],
            d => [MatMul(d.X("batch", 2, 3), d.X(1, 3, 2))],
            d => [MatMul(d.X(2, "rows"), d.X("rows", 3))],
            d => [MatMul(d.X("none", 3), d.X(3, 2))],
            d => [MatMul(d.X(2, "none"), d.X("none", 3))]
        },
        { Op.GatherElements, d => [GatherElements(d.X(4, 2), d.Of([3, 2], i => (long)(i % 4)))],
            d => [GatherElements(d.X("batch", 3), d.Of([2, 2], i => (long)(i % 3)), -1)] },
        { Op.ScatterElements, d => [ScatterElements(d.X(4, 2), d.Of([3, 2], i => (long)(i / 3)), d.X(3, 2))],
            d => [ScatterElements(d.X(2, 3), d.Of([2, 4], i => (long)(i % 2)), d.X(2, 4), 1)] },
        { Op.ScatterND, d => [ScatterAdd(d.X(4, 2), d.Of([3, 1], i => (long)(i % 2)), d.X(3, 2))],
            d => [ScatterAdd(d.X("rows"), d.Of([2, 2, 1], i => (long)i / 2), d.X(2, 2))],
            d => [ScatterAdd(d.Whole(2, 3), d.Of([4, 2], i => (long)i % 2), d.Whole(4))] },
        { Op.CumSum, d => [CumSum(d.X(5))], d => [CumSum(d.X("batch", 4), 0)], d => [CumSum(d.X(2, 3, 2), 1, reverse: true)],
            d => [CumSum(d.X("none", 2), 0)], d => [CumSum(d.Whole(3, 2))] },
        { Op.TopK, d => Both(TopK(d.X(5), 2)), d => Both(TopK(d.X("batch", 4), 1)), d => Both(TopK(d.X(4, 3), 4, axis: 0)) },

        { Op.Conv, Convolutions }, { Op.ConvTranspose, TransposedConvolutions },
            { Op.MaxPool, [.. Pools(MaxPool), d => Pooled(d.X(2, 2, 5)), d => Pooled(d.X("batch", 1, 4, "rows"))] },
        { Op.AveragePool, [.. Pools((x, size, strides, pads, same) => AveragePool(x, size, strides, pads, same)),
            d => [AveragePool(d.X("batch", 2, 4), [3], pads: [1, 2], countIncludePad: true)]] },

        { Op.ReduceSum, Reductions(ReduceSum) },
        { Op.ReduceMean, Reductions(ReduceMean) },
        { Op.ReduceMax, Reductions(ReduceMax) },
        { Op.ReduceMin, Reductions(ReduceMin) },
        { Op.ReduceProd, Reductions(ReduceProd) },
        { Op.ArgMax, d => [ArgMax(d.X(5))], d => [ArgMax(d.X("batch", 4))], d => [ArgMax(d.X("batch", 4), 0, keepDims: true)],
            d => [ArgMax(d.X(2, 3, 2), -2)] },
        { Op.Softmax, d => [Softmax(d.X(5))], d => [Softmax(d.X("batch", 4))], d => [Softmax(d.X("batch", 4), 0)],
            d => [Softmax(d.X(2, 3, 2), 1)], d => [Softmax(d.X("none", 2))] },
        { Op.LogSoftmax, d => [LogSoftmax(d.X(5))], d => [LogSoftmax(d.X("batch", 4))], d => [LogSoftmax(d.X("batch", 4), 0)],
            d => [LogSoftmax(d.X(2, 3, 2), -2)] },

        { Op.Transpose, Transposes }, { Op.Reshape, Reshapes }, { Op.Expand, Expansions }, { Op.Concat, Concatenations },
            { Op.Slice, Slices },
        { Op.Pad, Pads }, { Op.Gather, Gathers }, { Op.Split, Splits }, { Op.Squeeze, Squeezes }, { Op.Unsqueeze, Unsqueezes },
            { Op.ShapeOf, Sizes }, { Op.Range, Ranges },
    };

    private static IReadOnlyList<Value> Both((Value, Value) pair) => [pair.Item1, pair.Item2];

    private static IEnumerable<Sample> Casts() =>
        Enum.GetValues<DType>().Where(type => type is not (DType.Int64
        or DType.BFloat16)).Select<DType, Sample>(type => d => [Cast(d.Whole(2, 3), type)]);

    private static IEnumerable<Sample> Reductions(Func<Value, int[]?, bool, Value> reduce)
    {
        (Shape Shape, int[]? Axes)[] cases =
        [
            ([], null), ([4], null), ([4], [0]), ([2, 3], null), ([2, 3], [0]), ([2, 3], [-1]), ([2, 3], [0, 1]), (["batch", 4], [0]),
                (["batch", 4], [1]), (["batch", 4], null),
            ([2, 3, 2], [0, 2]), ([2, 3, 2], [-1, 0]), (["batch", 2, "rows"], [1, 2]), ([2, 1, 3], [1]),
        ];
        foreach (var (shape, axes) in cases)
            foreach (var keepDims in new[] { true, false })
                yield return d => [reduce(d.X([.. shape]), axes, keepDims)];
    }
}
