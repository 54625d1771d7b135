using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Rows under other sizes, however many rows there are.</summary>
internal static class RowShapes
{
    /// <summary>The same elements, the batch left open.</summary>
    /// <param name="x">With the batch first.</param>
    /// <param name="sizes">Those of a row, all known.</param>
    public static Value Reshape(Value x, params ReadOnlySpan<long> sizes)
    {
        if (!sizes.Contains(0)) return Ops.Reshape(x, [-1, .. sizes]);
        // Of rows without elements, what is left could be anything: they are made anew, as many as there are.
        return Expand(Constant(TensorData.Zeros(x.Type, Shape.Of([1, .. sizes]))), Concat([Slice(ShapeOf(x), 0, 1, 0), Constant(sizes.ToArray())], 0));
    }
}
