using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A linear map from the last axes of its input to new axes. In Keras it is the layer <c>EinsumDense</c>.</summary>
/// <param name="Part">The name of Keras's attribute, which is the group in files.</param>
/// <param name="Kernel">The kernel, <c>(from…, to…)</c>.</param>
/// <param name="Bias">The bias, <c>(to…)</c>; null for none.</param>
/// <param name="From">The number of axes of the input that are mapped.</param>
internal sealed record Projection(string Part, Weight Kernel, Weight? Bias, int From)
{
    /// <summary>The weights in the order of files.</summary>
    public IReadOnlyList<Weight> Weights => Bias is null ? [Kernel] : [Kernel, Bias];

    /// <summary>Adds the map to the graph.</summary>
    /// <param name="x">The input, <c>(…, from…)</c>.</param>
    /// <returns>The output, <c>(…, to…)</c>.</returns>
    public Value Of(Value x)
    {
        long[] from = [.. Kernel.Shape.Take(From).Select(size => size.Size)], to = [.. Kernel.Shape.Skip(From).Select(size => size.Size)];
        var leading = new long[x.Shape.Rank - From];
        if (From > 1) x = Reshape(x, [.. leading, Product(from)]);
        var y = MatMul(x, Reshape(Kernel, Product(from), Product(to)));
        if (Bias is not null) y += Reshape(Bias, Product(to));
        return to.Length == 1 ? y : Reshape(y, [.. leading, .. to]);
    }

    private static long Product(long[] sizes) => sizes.Aggregate(1L, (product, size) => product * size);
}
