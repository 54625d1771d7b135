namespace Layers;

/// <summary>Managed kernels of host operators and of what may stand before them: one for each operator with <see cref="OpTraits.Managed"/>.</summary>
internal static class HostKernels
{
    public static IReadOnlyDictionary<Op, HostKernel> All { get; } = new Dictionary<Op, HostKernel>
    {
        [Op.Identity] = (node, x) => [x[0]],
        [Op.StopGradient] = (node, x) => [x[0]],
        [Op.Cast] = (node, x) => [Casting.Cast(x[0], node.Outputs[0].Type)],
        [Op.ShapeOf] = (node, x) => [TensorData.Of(x[0].Shape.ToArray(), [x[0].Shape.Rank])],
        [Op.Reshape] = (node, x) => [x[0].Reshape(HostShapes.Reshaped(x[0].Shape, x[1].AsSpan<long>()))],
        [Op.Squeeze] = (node, x) => [x[0].Reshape(HostShapes.Squeezed(x[0].Shape, Axes(node, x, x[0].Shape.Rank)))],
        [Op.Unsqueeze] = (node, x) => [x[0].Reshape(HostShapes.Unsqueezed(x[0].Shape, Axes(node, x, x[0].Shape.Rank + x[1].Length)))],
        [Op.Transpose] = (node, x) => [HostMoves.Transposed(x[0], (long[])node.Attributes["perm"])],
        [Op.Slice] = (node, x) => [HostMoves.Sliced(x[0], Shapes.Axis(Number(x[3]), x[0].Shape.Rank, node.Op), Number(x[1]), Number(x[2]), Number(x[4]))],
        [Op.Split] = (node, x) => HostMoves.Split(x[0], node.Axis, x[1].AsSpan<long>()),
        [Op.Concat] = (node, x) => [HostMoves.Joined(x, node.Axis)],
        [Op.TokenIndices] = (node, x) => [TokenKernel.Indices(node, x[0])],
        [Op.FarmHash64] = (node, x) => [Hashed(x[0], (ulong)node.Int("buckets", 1))],
    };

    private static TensorData Hashed(TensorData x, ulong buckets) => x.Type switch
    {
        DType.String => Hashed(x, x.AsSpan<string>(), FarmHash.Of, buckets),
        DType.Int64 => Hashed(x, x.AsSpan<long>(), FarmHash.Of, buckets),
        DType.UInt64 => Hashed(x, x.AsSpan<ulong>(), FarmHash.Of, buckets),
        _ => Hashed(Casting.Cast(x, DType.Int64), buckets),
    };

    private static TensorData Hashed<T>(TensorData x, ReadOnlySpan<T> elements, Func<T, ulong> hash, ulong buckets)
    {
        var found = new long[elements.Length];
        for (var i = 0; i < found.Length; i++) found[i] = (long)(hash(elements[i]) % buckets);
        return TensorData.Of(found, x.Shape);
    }

    private static int[] Axes(Node node, TensorData[] x, int rank) => Array.ConvertAll(x[1].ToArray<long>(), axis => Shapes.Axis(axis, rank, node.Op));

    private static long Number(TensorData number) => number.AsSpan<long>()[0];
}
