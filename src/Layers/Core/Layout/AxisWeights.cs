namespace Layers;

/// <summary>Weights that belong to some axes of an input and broadcast over the other axes.</summary>
internal static class AxisWeights
{
    /// <summary>Returns the axes counted from the front.</summary>
    public static int[] Resolve(Layer layer, IReadOnlyList<int> axes, int rank)
    {
        int[] resolved = [.. axes.Select(axis => axis >= -rank && axis < rank
            ? (axis + rank) % rank : throw Throw.AxisOutOfRank(layer, axis, rank))];
        if (resolved.Distinct().Count() < resolved.Length) throw Throw.RepeatedAxis(layer, axes, rank);
        return resolved;
    }

    /// <summary>Returns all axes except the given ones.</summary>
    public static int[] Others(IReadOnlyList<int> axes, int rank) => [.. Enumerable.Range(0, rank).Where(axis => !axes.Contains(axis))];

    /// <summary>Returns the sizes of the given axes. Throws if a size is not known.</summary>
    public static Shape Sizes(Layer layer, IReadOnlyList<int> axes, Shape input) =>
        [.. axes.Select(axis => input[axis].IsKnown ? input[axis] : throw Throw.UnknownFeatures(layer, axis, input))];

    /// <summary>Throws if the input is not numeric, or if its rank or the sizes of the weights' axes differ from those that the layer was
    /// built for.</summary>
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

    /// <summary>Returns numbers of some axes in a shape that has all axes, with size 1 for the others. The elements stay in Keras's order,
    /// which is not always the order of the input if some axes count from the front and some from the end.</summary>
    /// <param name="numbers">One number for each position of the axes.</param>
    /// <param name="axes">The axes, counted from the front.</param>
    /// <param name="input">The shape of the input.</param>
    public static Value Aligned(Value numbers, IReadOnlyList<int> axes, Shape input)
    {
        // Numbers of the last axes broadcast without a reshape.
        if (axes.SequenceEqual(Enumerable.Range(input.Rank - axes.Count, axes.Count))) return numbers;
        var sizes = new long[input.Rank];
        Array.Fill(sizes, 1);
        foreach (var axis in axes) sizes[axis] = input[axis].Size;
        return Ops.Reshape(numbers, sizes);
    }
}
