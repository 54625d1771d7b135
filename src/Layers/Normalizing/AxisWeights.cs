namespace Layers;

/// <summary>Weights of some axes of an input, made ready to meet all of them.</summary>
internal static class AxisWeights
{
    /// <summary>Axes counted from the front.</summary>
    public static int[] Resolve(Layer layer, IReadOnlyList<int> axes, int rank) =>
        [.. axes.Select(axis => axis >= -rank && axis < rank ? (axis + rank) % rank : throw Throw.AxisOutOfRank(layer, axis, rank))];

    /// <summary>All axes but some.</summary>
    public static int[] Others(IReadOnlyList<int> axes, int rank) => [.. Enumerable.Range(0, rank).Where(axis => !axes.Contains(axis))];

    /// <summary>The sizes of some axes, which weights need to know.</summary>
    public static Shape Sizes(Layer layer, IReadOnlyList<int> axes, Shape input) =>
        [.. axes.Select(axis => input[axis].IsKnown ? input[axis] : throw Throw.UnknownFeatures(layer, axis, input))];

    /// <summary>Numbers over some axes as numbers over all, with size 1 for the others.</summary>
    /// <param name="numbers">One axis for each of <paramref name="axes"/>, in their order.</param>
    /// <param name="axes">Ascending, counted from the front.</param>
    /// <param name="rank">How many axes there are.</param>
    public static Value Aligned(Value numbers, IReadOnlyList<int> axes, int rank)
    {
        // What broadcasts as it is, as numbers of the last axes do, needs no other shape.
        if (axes.Count == 0 || axes[0] == rank - axes.Count) return numbers;
        var sizes = new long[rank];
        Array.Fill(sizes, 1);
        for (var i = 0; i < axes.Count; i++) sizes[axes[i]] = numbers.Shape[i].Size;
        return Ops.Reshape(numbers, sizes);
    }
}
