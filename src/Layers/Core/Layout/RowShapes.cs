using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Reshapes of rows that leave the number of rows open.</summary>
internal static class RowShapes
{
    /// <summary>Returns the same elements with other row sizes and any batch size.</summary>
    /// <param name="x">The value, with the batch first.</param>
    /// <param name="sizes">The sizes of a row, all known.</param>
    public static Value Reshape(Value x, params ReadOnlySpan<long> sizes)
    {
        if (!sizes.Contains(0)) return Ops.Reshape(x, [-1, .. sizes]);
        // If rows have no elements, -1 is ambiguous. So empty rows are created, one for each row of the input.
        return Expand(Constant(TensorData.Zeros(x.Type, Shape.Of([1, .. sizes]))),
            Concat([Slice(ShapeOf(x), 0, 1, 0), Constant(sizes.ToArray())], 0));
    }
}
