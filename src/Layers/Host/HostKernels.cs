namespace Layers;

/// <summary>The managed kernels of host operators and of the operators that may precede them: one for each operator with
/// <see cref="OpTraits.Managed"/>.</summary>
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
        [Op.Slice] = (node, x) =>
            [HostMoves.Sliced(x[0], Shapes.Axis(Number(x[3]), x[0].Shape.Rank, node.Op), Number(x[1]), Number(x[2]), Number(x[4]))],
        [Op.Split] = (node, x) => HostMoves.Split(x[0], node.Axis, x[1].AsSpan<long>()),
        [Op.Concat] = (node, x) => [HostMoves.Joined(x, node.Axis)],
        [Op.FarmHash64] = (node, x) => [HashKernels.Buckets(node, x[0], default(FarmHash.Hash))],
        [Op.SipHash64] = (node, x) =>
            [HashKernels.Buckets(node, x[0], new SipHash((ulong)node.Int("key0", 0), (ulong)node.Int("key1", 0)))],
        [Op.CrossHash64] = (node, x) => [HashKernels.Crossed(node, x)],
        [Op.TokenIndices] = (node, x) => [TokenKernel.Indices(node, x[0])],
        [Op.LocalTicks] = (node, x) => [DateKernel.LocalTicks(node, x[0])],
    };

    private static int[] Axes(Node node, TensorData[] x, int rank) =>
        Array.ConvertAll(x[1].ToArray<long>(), axis => Shapes.Axis(axis, rank, node.Op));

    private static long Number(TensorData number) => number.AsSpan<long>()[0];
}
