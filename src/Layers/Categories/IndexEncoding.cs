using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Indices as the numbers that models learn from, axis by axis as Keras has them. An index outside of 0 to <c>depth − 1</c> is a row of zeros.</summary>
internal static class IndexEncoding
{
    /// <summary>Encodes indices.</summary>
    /// <param name="indices">int64, any shape. One axis is one sample where a mode joins the indices of a row; of more, the second is joined, whatever follows.</param>
    /// <param name="mode">What becomes of them.</param>
    /// <param name="depth">How many places there are.</param>
    /// <param name="type">The type of the result.</param>
    /// <param name="countWeights">What each index counts, of the shape of <paramref name="indices"/> and the type of the result; null for 1. For <see cref="OutputMode.Count"/>.</param>
    /// <param name="idfWeights">What each place is multiplied with, <c>(depth)</c>, of the type of the result. For <see cref="OutputMode.TfIdf"/>.</param>
    public static Value Of(Value indices, OutputMode mode, long depth, DType type, Value? countWeights = null, Value? idfWeights = null) => mode switch
    {
        OutputMode.Int => Cast(indices, type),
        OutputMode.OneHot => OneHot(indices, depth, type),
        OutputMode.MultiHot => MultiHot(indices, depth, type),
        OutputMode.Count => Counts(indices, depth, type, countWeights),
        _ => Counts(indices, depth, type, null) * (idfWeights ?? throw Throw.Bug("tf_idf has no weights.")),
    };

    /// <summary>Of each index, whether it has a place.</summary>
    public static Value IsInside(Value indices, long depth) => And(indices >= 0, indices < depth);

    private static Value OneHot(Value indices, long depth, DType type) => indices.Shape.Rank switch
    {
        0 => Places(Unsqueeze(indices, 0), depth, type),
        > 1 when indices.Shape[^1] == 1 => Places(Squeeze(indices, -1), depth, type),
        _ => Places(indices, depth, type),
    };

    private static Value MultiHot(Value indices, long depth, DType type) => Joined(indices) is not { } axis ? Places(Single(indices), depth, type)
        // The largest of no numbers is minus infinity.
        : Relu(ReduceMax(Places(indices, depth, type), [axis], keepDims: false));

    private static Value Counts(Value indices, long depth, DType type, Value? weights)
    {
        var places = Joined(indices) is null ? Places(Single(indices), depth, type) : Places(indices, depth, type);
        if (weights is not null) places *= Unsqueeze(Joined(indices) is null ? Single(weights) : weights, -1);
        return Joined(indices) is { } axis ? ReduceSum(places, [axis], keepDims: false) : places;
    }

    // The axis whose indices become one row; null where there is one index to a row.
    private static int? Joined(Value indices) => indices.Shape.Rank switch
    {
        0 => null,
        1 => 0,
        _ => indices.Shape[1] == 1 ? null : 1,
    };

    private static Value Single(Value indices) => indices.Shape.Rank < 2 ? indices : Squeeze(indices, 1);

    private static Value Places(Value indices, long depth, DType type)
    {
        var all = new long[depth];
        for (var i = 0L; i < depth; i++) all[i] = i;
        return Cast(Equal(Unsqueeze(indices, -1), Constant(all)), type);
    }
}
