using System.Globalization;

namespace Layers.Graphs;

/// <summary>Arithmetic on shapes whose sizes may be unknown.</summary>
internal static class Shapes
{
    public static int Axis(long axis, int rank, Op op) =>
        axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw Throw.AxisOutOfRange(op, axis, rank);

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

    /// <summary>Returns whether a broadcast needs two sizes with different names to be equal, which is not proven.</summary>
    public static bool IsUnproven(Shape a, Shape b)
    {
        for (var i = 1; i <= Math.Min(a.Rank, b.Rank); i++)
            if (!a[a.Rank - i].IsKnown && !b[b.Rank - i].IsKnown && a[a.Rank - i] != b[b.Rank - i])
                return true;
        return false;
    }

    /// <summary>Returns the sizes in an int64 value with one axis or none, if they can be computed from constants and from sizes of other
    /// values; null otherwise.</summary>
    public static Shape? Content(Value sizes)
    {
        var steps = MostSteps;
        return Content(sizes, ref steps);
    }

    /// <summary>Creates a size that is known only at run time. Its name is made of its parts, so that equal parts give equal
    /// names.</summary>
    public static Dim Unknown(Op op, params ReadOnlySpan<Dim> parts)
    {
        var names = string.Join(", ", parts.ToArray());
        // A name that contains the names of its parts would double in length each time a value is concatenated with itself.
        return $"{op}({(names.Length > LongestName ? Fingerprint.Of(names) : names)})";
    }

    /// <summary>Creates a size that depends on the elements of some values.</summary>
    public static Dim UnknownSize(Op op, params IEnumerable<Value> values) => $"{op}({string.Join(", ", values.Select(TextOf))})";

    /// <summary>Creates the sizes that the elements of a value with one axis define, with a name for each.</summary>
    public static Shape UnknownSizes(Op op, Value sizes)
    {
        if (!sizes.Shape[0].IsKnown || sizes.Shape[0].Size > MostAxes) throw Throw.ShapeOfUnknownRank(op, sizes);
        var name = $"{op}({TextOf(sizes)})";
        return [.. Enumerable.Range(0, (int)sizes.Shape[0].Size)
            .Select(axis => (Dim)string.Create(CultureInfo.InvariantCulture, $"{name}[{axis}]"))];
    }

    /// <summary>Returns the product of sizes. Its name does not depend on their order.</summary>
    public static Dim Product(params IReadOnlyList<Dim> dims)
    {
        long known = 1;
        foreach (var dim in dims)
            if (dim.IsKnown) known = checked(known * dim.Size);
        Dim[] names = [.. dims.Where(dim => !dim.IsKnown).OrderBy(dim => dim.Name, StringComparer.Ordinal)];
        if (known == 0 || names.Length == 0) return known;
        return known == 1 && names.Length == 1 ? names[0] : Unknown(Op.Mul, known == 1 ? names : [.. names, known]);
    }

    // Sizes are usually computed in a few steps. A graph with more steps comes from an unusual file and could overflow the stack or never
    // end.
    private const int MostSteps = 1000;

    private const int LongestName = 100;

    // No runtime supports tensors with more axes, and a damaged file may ask for billions.
    private const int MostAxes = 64;

    private static Shape? Content(Value sizes, ref int steps)
    {
        if (sizes.Type != DType.Int64 || sizes.Shape.Rank > 1 || --steps < 0) return null;
        var node = sizes.Node;
        if (node.Op == Op.Constant) return Known(node.Constant.AsSpan<long>());
        if (node.Op == Op.ShapeOf) return node.Inputs[0].Shape;
        if (node.Op == Op.Concat) return Joined(node.Inputs, ref steps);
        if (node.Inputs.Count == 0 || Content(node.Inputs[0], ref steps) is not { } from) return null;
        if (node.Op == Op.Squeeze || node.Op == Op.Unsqueeze || node.Op == Op.Identity || node.Op == Op.StopGradient) return from;
        if (node.Op == Op.Gather && node.Inputs[1].Constant is { Type: DType.Int64 } indices) return Taken(from, indices.AsSpan<long>());
        return node.Op == Op.ReduceProd && node.Inputs.Count == 1 ? [Product(from)] : null;
    }

    private static Shape? Joined(IReadOnlyList<Value> parts, ref int steps)
    {
        var dims = new List<Dim>();
        foreach (var part in parts)
        {
            if (Content(part, ref steps) is not { } piece) return null;
            dims.AddRange(piece);
        }
        return [.. dims];
    }

    private static Shape? Taken(Shape from, ReadOnlySpan<long> indices)
    {
        var dims = new Dim[indices.Length];
        for (var i = 0; i < dims.Length; i++)
        {
            var index = indices[i] < 0 ? indices[i] + from.Rank : indices[i];
            if (index < 0 || index >= from.Rank) return null;
            dims[i] = from[(int)index];
        }
        return Shape.Create(dims);
    }

    private static Shape? Known(ReadOnlySpan<long> sizes)
    {
        foreach (var size in sizes)
            if (size < 0)
                return null;
        return Shape.Of(sizes);
    }

    private static string TextOf(Value value) =>
        value.Name ?? (value.Constant is { Length: 1 } number ? TensorText.Elements(number) : Fingerprint.Of(value));

    private static Dim? Broadcast(Dim a, Dim b)
    {
        if (a == b || b == 1) return a;
        if (a == 1) return b;
        if (!a.IsKnown) return b.IsKnown ? b : a;
        return b.IsKnown ? (Dim?)null : a;
    }
}
