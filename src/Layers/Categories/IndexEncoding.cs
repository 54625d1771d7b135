using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Encodes indices as one-hot or multi-hot vectors, counts or weighted counts, along the same axes as Keras. An index outside of 0
/// to <c>depth − 1</c> is a row of zeros.</summary>
internal static class IndexEncoding
{
    /// <summary>Encodes indices.</summary>
    /// <param name="indices">The indices, int64 of any shape. For modes that combine the indices of a row: an input with one axis is one
    /// sample; an input with more axes is combined along the second.</param>
    /// <param name="mode">The form of the output.</param>
    /// <param name="depth">The number of output columns.</param>
    /// <param name="type">The type of the result.</param>
    /// <param name="countWeights">The weight of each index, in the shape of <paramref name="indices"/> and the type of the result; null for
    /// 1. For <see cref="OutputMode.Count"/>.</param>
    /// <param name="idfWeights">The factor of each output column, <c>(depth)</c>, in the type of the result. For
    /// <see cref="OutputMode.TfIdf"/>.</param>
    public static Value Of(Value indices, OutputMode mode, long depth, DType type, Value? countWeights = null, Value? idfWeights = null) =>
        mode switch
        {
            OutputMode.Int => Cast(indices, type),
            OutputMode.OneHot => OneHot(indices, depth, type),
            OutputMode.MultiHot => MultiHot(indices, depth, type),
            OutputMode.Count => Counts(indices, depth, type, countWeights),
            _ => Counts(indices, depth, type, null) * (idfWeights ?? throw Throw.Bug("tf_idf has no weights.")),
        };

    /// <summary>Whether each index is from 0 to <c>depth − 1</c>.</summary>
    public static Value IsInside(Value indices, long depth) => And(indices >= 0, indices < depth);

    private static Value OneHot(Value indices, long depth, DType type) => indices.Shape.Rank switch
    {
        0 => OneHotAlongLast(Unsqueeze(indices, 0), depth, type),
        > 1 when indices.Shape[^1] == 1 => OneHotAlongLast(Squeeze(indices, -1), depth, type),
        _ => OneHotAlongLast(indices, depth, type),
    };

    private static Value MultiHot(Value indices, long depth, DType type) =>
        CombinedAxis(indices) is not { } axis ? OneHotAlongLast(WithoutUnitAxis(indices), depth, type)
        : IsWide(indices, axis, depth) ? Min(CountsByMatMul(indices, axis, depth, type, null), 1)
        // The maximum of an empty axis is minus infinity, and Relu makes it 0.
        : Relu(ReduceMax(OneHotAlongLast(indices, depth, type), [axis], keepDims: false));

    private static Value Counts(Value indices, long depth, DType type, Value? weights)
    {
        if (CombinedAxis(indices) is not { } axis)
        {
            var single = OneHotAlongLast(WithoutUnitAxis(indices), depth, type);
            return weights is null ? single : single * Unsqueeze(WithoutUnitAxis(weights), -1);
        }
        if (IsWide(indices, axis, depth)) return CountsByMatMul(indices, axis, depth, type, weights);
        var places = OneHotAlongLast(indices, depth, type);
        return ReduceSum(weights is null ? places : places * Unsqueeze(weights, -1), [axis], keepDims: false);
    }

    // The axis whose indices are combined into one row; null if a row has one index.
    private static int? CombinedAxis(Value indices) => indices.Shape.Rank switch
    {
        0 => null,
        1 => 0,
        _ => indices.Shape[1] == 1 ? null : 1,
    };

    private static Value WithoutUnitAxis(Value indices) => indices.Shape.Rank < 2 ? indices : Squeeze(indices, 1);

    private static Value OneHotAlongLast(Value indices, long depth, DType type) =>
        Cast(Equal(Unsqueeze(indices, -1), Constant(Numbers(depth))), type);

    // Comparing each index with each output column takes the memory of the result, times the number of indices in a row.
    private static bool IsWide(Value indices, int axis, long depth) =>
        depth > 64 && !(indices.Shape[axis] is { IsKnown: true, Size: <= 4 });

    // An index is written as two digits, tens and ones. The counts of a row are then the product of two small matrices, [tens, n] · [n,
    // ones], with a 1 for each index. The product is exact while a row has no more indices than float32 can count. It also avoids
    // ScatterND, in which several threads add to the same element.
    private static Value CountsByMatMul(Value indices, int axis, long depth, DType type, Value? weights)
    {
        var ones = (long)Math.Ceiling(Math.Sqrt(depth));
        var tens = (depth + ones - 1) / ones;
        var (row, rank) = (Last(indices, axis), indices.Shape.Rank);
        // An index that is out of range gets digits that do not occur.
        var number = Where(IsInside(row, depth), row, tens * ones);
        var first = Div(number, ones);
        var second = number - first * ones;
        var float32 = type == DType.Float64 ? DType.Float64 : DType.Float32;
        var left = Cast(Equal(Unsqueeze(first, -2), Constant(TensorData.Of(Numbers(tens), [tens, 1]))), float32);
        if (weights is not null) left *= Unsqueeze(Last(weights, axis), -2);
        var product = MatMul(left, OneHotAlongLast(second, ones, float32));
        return Cast(Slice(Reshape(product, [.. Enumerable.Repeat(0L, rank - 1), tens * ones]), 0, depth), type);
    }

    private static Value Last(Value x, int axis)
    {
        var rank = x.Shape.Rank;
        return axis == rank - 1 ? x : Transpose(x, [.. Enumerable.Range(0, rank).Where(other => other != axis), axis]);
    }

    private static long[] Numbers(long count)
    {
        var numbers = new long[count];
        for (var i = 0L; i < count; i++) numbers[i] = i;
        return numbers;
    }
}
