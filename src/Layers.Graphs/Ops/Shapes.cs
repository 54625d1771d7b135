namespace Layers.Graphs;

/// <summary>Arithmetic on shapes whose sizes may be unknown.</summary>
internal static class Shapes
{
    public static int Axis(int axis, int rank, Op op) =>
        axis >= -rank && axis < rank ? (axis < 0 ? axis + rank : axis) : throw Throw.AxisOutOfRange(op, axis, rank);

    public static Shape Broadcast(Op op, Shape a, Shape b)
    {
        if (a.Equals(b)) return a;
        var rank = Math.Max(a.Rank, b.Rank);
        var dims = new Dim[rank];
        for (var i = 0; i < rank; i++)
        {
            var left = i < rank - a.Rank ? 1 : a[i - (rank - a.Rank)];
            var right = i < rank - b.Rank ? 1 : b[i - (rank - b.Rank)];
            dims[i] = Broadcast(left, right) ?? throw Throw.NotBroadcastable(op, a, b);
        }
        return Shape.Create(dims);
    }

    /// <summary>Whether a broadcast relies on two differently named sizes being equal, which nothing guarantees.</summary>
    public static bool IsDoubtful(Shape a, Shape b)
    {
        for (var i = 1; i <= Math.Min(a.Rank, b.Rank); i++)
            if (!a[a.Rank - i].IsKnown && !b[b.Rank - i].IsKnown && a[a.Rank - i] != b[b.Rank - i])
                return true;
        return false;
    }

    /// <summary>The sizes that a one-dimensional int64 value holds, as far as they are known: a constant, or made of other values' sizes.</summary>
    public static Shape? Content(Value sizes)
    {
        var node = sizes.Node;
        if (node.Op == Op.Constant) return Known(node.Constant.AsSpan<long>());
        if (node.Op == Op.ShapeOf) return node.Inputs[0].Shape;
        if (node.Op != Op.Concat) return null;
        var dims = new List<Dim>();
        foreach (var part in node.Inputs)
        {
            if (Content(part) is not { } piece) return null;
            dims.AddRange(piece);
        }
        return Shape.Create([.. dims]);
    }

    /// <summary>A size that only the run tells, named after what makes it so that equal makers give equal names.</summary>
    public static Dim Unknown(Op op, params ReadOnlySpan<Dim> parts) => $"{op}({string.Join(", ", parts.ToArray())})";

    private static Shape? Known(ReadOnlySpan<long> sizes)
    {
        foreach (var size in sizes)
            if (size < 0)
                return null;
        return Shape.Of(sizes);
    }

    private static Dim? Broadcast(Dim a, Dim b)
    {
        if (a == b || b == 1) return a;
        if (a == 1) return b;
        if (!a.IsKnown) return b.IsKnown ? b : a;
        return b.IsKnown ? (Dim?)null : a;
    }
}
