namespace Layers;

/// <summary>Weights of some axes of an input, made ready to meet all of them.</summary>
internal static class AxisWeights
{
    /// <summary>Axes counted from the front.</summary>
    public static int[] Resolve(Layer layer, IReadOnlyList<int> axes, int rank)
    {
        int[] resolved = [.. axes.Select(axis => axis >= -rank && axis < rank ? (axis + rank) % rank : throw Throw.AxisOutOfRank(layer, axis, rank))];
        if (resolved.Distinct().Count() < resolved.Length) throw Throw.RepeatedAxis(layer, axes, rank);
        return resolved;
    }

    /// <summary>All axes but some.</summary>
    public static int[] Others(IReadOnlyList<int> axes, int rank) => [.. Enumerable.Range(0, rank).Where(axis => !axes.Contains(axis))];

    /// <summary>The sizes of some axes, which weights need to know.</summary>
    public static Shape Sizes(Layer layer, IReadOnlyList<int> axes, Shape input) =>
        [.. axes.Select(axis => input[axis].IsKnown ? input[axis] : throw Throw.UnknownFeatures(layer, axis, input))];

    /// <summary>Refuses what is not numbers, or has another rank than the layer was built for, or other sizes of the axes that weights go
    /// with.</summary>
    public static void Check(Layer layer, IReadOnlyList<int> axes, Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(layer, x);
        var built = layer.InputShape!;
        if (x.Shape.Rank != built.Rank) throw Throw.WrongRank(layer, $"rank {built.Rank}, as it was built for", x.Shape);
        foreach (var axis in Resolve(layer, axes, built.Rank))
            if (x.Shape[axis] != built[axis])
                throw Throw.WrongFeatures(layer, axis, built[axis], x.Shape);
    }

    /// <summary>Numbers over some axes as numbers over all, with size 1 for the others; in Keras's order of elements, which for axes
    /// that count from both ends is not always that of the input.</summary>
    /// <param name="numbers">As many as the axes have places.</param>
    /// <param name="axes">Counted from the front.</param>
    /// <param name="input">The sizes of the input.</param>
    public static Value Aligned(Value numbers, IReadOnlyList<int> axes, Shape input)
    {
        // What broadcasts as it is, as numbers of the last axes do, needs no other shape.
        if (axes.SequenceEqual(Enumerable.Range(input.Rank - axes.Count, axes.Count))) return numbers;
        var sizes = new long[input.Rank];
        Array.Fill(sizes, 1);
        foreach (var axis in axes) sizes[axis] = input[axis].Size;
        return Ops.Reshape(numbers, sizes);
    }
}
