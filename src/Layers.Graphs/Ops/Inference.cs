namespace Layers.Graphs;

/// <summary>How the type and shape of a node's outputs follow from its inputs: one method for each way that operators share.</summary>
internal static class Inference
{
    public static TensorType NotInferred(Node node) => throw new InvalidOperationException("Bug in Layers: inputs are declared, not inferred.");

    public static TensorType Same(Node node) => new(node.Inputs[0].Type, node.Inputs[0].Shape);

    public static TensorType SameFloat(Node node) => node.Inputs[0].Type.IsFloat() ? Same(node) : throw Throw.NeedsFloat(node.Op, node.Inputs[0]);

    public static TensorType ToBool(Node node) => new(DType.Bool, SameFloat(node).Shape);

    public static TensorType CastTo(Node node) => new((DType)node.Int("to", 0), node.Inputs[0].Shape);

    public static TensorType OverAxis(Node node)
    {
        node.Axis(-1);
        return SameFloat(node);
    }

    public static TensorType Broadcast(Node node)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (a.Type != b.Type) throw Throw.TypesDiffer(node.Op, a, b);
        if (a.Type is DType.Bool or DType.String) throw Throw.NeedsNumbers(node.Op, a);
        return new(a.Type, Shapes.Broadcast(node.Op, a.Shape, b.Shape));
    }

    public static TensorType Comparison(Node node)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        return a.Type == b.Type ? new(DType.Bool, Shapes.Broadcast(node.Op, a.Shape, b.Shape)) : throw Throw.TypesDiffer(node.Op, a, b);
    }

    public static TensorType Logic(Node node)
    {
        foreach (var input in node.Inputs)
            if (input.Type != DType.Bool)
                throw Throw.NeedsBool(node.Op, input);
        return node.Inputs.Count == 1 ? Same(node) : Comparison(node);
    }

    public static TensorType Choose(Node node)
    {
        var (condition, a, b) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        if (condition.Type != DType.Bool) throw Throw.NeedsBool(node.Op, condition);
        if (a.Type != b.Type) throw Throw.TypesDiffer(node.Op, a, b);
        return new(a.Type, Shapes.Broadcast(node.Op, condition.Shape, Shapes.Broadcast(node.Op, a.Shape, b.Shape)));
    }

    public static TensorType MatrixProduct(Node node)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (a.Type != b.Type) throw Throw.TypesDiffer(node.Op, a, b);
        if (a.Shape.Rank < 2 || b.Shape.Rank < 2) throw Throw.NotMultipliable(a, b);
        var (inner, outer) = (a.Shape[^1], b.Shape[^2]);
        if (inner.IsKnown && outer.IsKnown && inner != outer) throw Throw.NotMultipliable(a, b);
        var batch = Shapes.Broadcast(node.Op, a.Shape[..^2], b.Shape[..^2]);
        return new(a.Type, [.. batch, a.Shape[^2], b.Shape[^1]]);
    }

    public static TensorType Permuted(Node node)
    {
        var x = node.Inputs[0];
        var perm = (long[])node.Attributes["perm"];
        if (!perm.Order().SequenceEqual(Enumerable.Range(0, x.Shape.Rank).Select(i => (long)i))) throw Throw.NotAPermutation(perm, x);
        return new(x.Type, [.. perm.Select(axis => x.Shape[(int)axis])]);
    }

    public static TensorType Reshaped(Node node)
    {
        var (x, sizes) = (node.Inputs[0], node.Inputs[1]);
        if (sizes.Constant is not { } target)
            return new(x.Type, Shapes.Content(sizes) ?? Anonymous(node, sizes));
        var dims = new Dim[target.Length];
        var open = -1;
        for (var i = 0; i < dims.Length; i++)
        {
            var size = target.AsSpan<long>()[i];
            if (size == -1 && open < 0) open = i;
            else if (size < 0 || (size == 0 && i >= x.Shape.Rank)) throw Throw.NotReshapable(x, target);
            else dims[i] = size == 0 ? x.Shape[i] : size;
        }
        return new(x.Type, Resolve(x, dims, open) ?? throw Throw.NotReshapable(x, target));
    }

    public static TensorType Expanded(Node node)
    {
        var (x, sizes) = (node.Inputs[0], node.Inputs[1]);
        return new(x.Type, Shapes.Content(sizes) is { } target ? Shapes.Broadcast(node.Op, x.Shape, target) : Anonymous(node, sizes));
    }

    public static TensorType Concatenated(Node node)
    {
        var first = node.Inputs[0];
        var axis = node.Axis(0);
        long known = 0;
        var unknown = new List<Dim>();
        foreach (var part in node.Inputs)
        {
            if (part.Type != first.Type) throw Throw.TypesDiffer(node.Op, first, part);
            if (part.Shape.Rank != first.Shape.Rank) throw Throw.NotBroadcastable(node.Op, first.Shape, part.Shape);
            if (!Fits(first.Shape.With(axis, 1), part.Shape.With(axis, 1))) throw Throw.NotBroadcastable(node.Op, first.Shape, part.Shape);
            if (part.Shape[axis].IsKnown) known += part.Shape[axis].Size;
            else unknown.Add(part.Shape[axis]);
        }
        return new(first.Type, first.Shape.With(axis, unknown.Count == 0 ? known : Shapes.Unknown(node.Op, [.. unknown, known])));
    }

    public static TensorType Sliced(Node node)
    {
        var x = node.Inputs[0];
        var (start, end) = (Number(node.Inputs[1]), Number(node.Inputs[2]));
        var axis = (int)Number(node.Inputs[3]);
        var step = Number(node.Inputs[4]);
        var size = x.Shape[axis];
        if (!size.IsKnown) return new(x.Type, x.Shape.With(axis, start >= 0 && end == long.MaxValue && start == 0 && step == 1 ? size : Shapes.Unknown(node.Op, size, $"{start}:{end}:{step}")));
        return new(x.Type, x.Shape.With(axis, Indexing.Count(size.Size, start, end, step)));
    }

    public static TensorType Padded(Node node)
    {
        var x = node.Inputs[0];
        var pads = node.Inputs[1].Constant!.ToArray<long>();
        return new(x.Type, [.. x.Shape.Select((dim, axis) =>
        {
            var more = pads[axis] + pads[axis + x.Shape.Rank];
            return more == 0 ? dim : dim.IsKnown ? dim.Size + more : Shapes.Unknown(node.Op, dim, more);
        })]);
    }

    public static TensorType Gathered(Node node)
    {
        var (x, indices) = (node.Inputs[0], node.Inputs[1]);
        var axis = node.Axis(0);
        return new(x.Type, [.. x.Shape[..axis], .. indices.Shape, .. x.Shape[(axis + 1)..]]);
    }

    public static TensorType[] Pieces(Node node)
    {
        var x = node.Inputs[0];
        var axis = node.Axis(0);
        var sizes = node.Inputs[1].Constant!.ToArray<long>();
        if (x.Shape[axis].IsKnown && x.Shape[axis].Size != sizes.Sum()) throw Throw.NotSplittable(x, axis, sizes);
        return [.. sizes.Select(size => new TensorType(x.Type, x.Shape.With(axis, size)))];
    }

    public static TensorType Squeezed(Node node)
    {
        var x = node.Inputs[0];
        var axes = Axes(node.Inputs[1], x.Shape.Rank, node.Op);
        foreach (var axis in axes)
            if (x.Shape[axis] is { IsKnown: true, Size: not 1 })
                throw Throw.NotSqueezable(x, axis);
        return new(x.Type, [.. x.Shape.Where((_, axis) => !axes.Contains(axis))]);
    }

    public static TensorType Unsqueezed(Node node)
    {
        var x = node.Inputs[0];
        var rank = x.Shape.Rank + node.Inputs[1].Constant!.Length;
        var axes = Axes(node.Inputs[1], rank, node.Op);
        var source = 0;
        return new(x.Type, [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : x.Shape[source++])]);
    }

    public static TensorType SizesOf(Node node) => new(DType.Int64, [node.Inputs[0].Shape.Rank]);

    public static TensorType Counted(Node node)
    {
        var (start, limit, delta) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        return start.Constant is { Type: DType.Int64 } from && limit.Constant is { } to && delta.Constant is { } step
            ? new(start.Type, [Math.Max(0, (to.AsSpan<long>()[0] - from.AsSpan<long>()[0] + step.AsSpan<long>()[0] - 1) / step.AsSpan<long>()[0])])
            : new(start.Type, [Shapes.Unknown(node.Op, limit.ToString())]);
    }

    public static TensorType[] Largest(Node node)
    {
        var x = node.Inputs[0];
        var shape = x.Shape.With(node.Axis(-1), Number(node.Inputs[1]));
        return [new(x.Type, shape), new(DType.Int64, shape)];
    }

    public static TensorType Reduced(Node node)
    {
        var x = node.Inputs[0];
        var axes = ReducedAxes(node);
        var keep = node.Int("keepdims", 1) == 1;
        return new(x.Type, Remove(x.Shape, axes, keep));
    }

    /// <summary>The reduced axes, counted from the front, from wherever the operator keeps them; all of them where it names none.</summary>
    public static int[] ReducedAxes(Node node)
    {
        var rank = node.Inputs[0].Shape.Rank;
        long[]? axes = node.Inputs.Count > 1 ? node.Inputs[1].Constant!.ToArray<long>()
            : node.Attributes.TryGetValue("axes", out var named) ? (long[])named : null;
        return axes is null ? [.. Enumerable.Range(0, rank)] : [.. axes.Select(axis => Shapes.Axis((int)axis, rank, node.Op)).Order()];
    }

    public static TensorType Position(Node node) =>
        new(DType.Int64, Remove(node.Inputs[0].Shape, [node.Axis(0)], node.Int("keepdims", 1) == 1));

    private static Shape Remove(Shape shape, int[] axes, bool keep) => keep
        ? [.. shape.Select((dim, axis) => axes.Contains(axis) ? 1 : dim)]
        : [.. shape.Where((_, axis) => !axes.Contains(axis))];

    private static long Number(Value constant) => constant.Constant!.AsSpan<long>()[0];

    private static int[] Axes(Value constant, int rank, Op op) => [.. constant.Constant!.ToArray<long>().Select(axis => Shapes.Axis((int)axis, rank, op))];

    private static bool Fits(Shape a, Shape b) =>
        a.Rank == b.Rank && a.Zip(b).All(pair => !pair.First.IsKnown || !pair.Second.IsKnown || pair.First == pair.Second);

    private static Shape Anonymous(Node node, Value sizes)
    {
        if (sizes.Shape.Rank != 1 || !sizes.Shape[0].IsKnown) throw Throw.ShapeOfUnknownRank(node.Op, sizes);
        return [.. Enumerable.Range(0, (int)sizes.Shape[0].Size).Select(axis => (Dim)$"{node.Op}({sizes})[{axis}]")];
    }

    // The open size is what is left when the named sizes on both sides cancel; a name that does not cancel leaves it unknown.
    private static Shape? Resolve(Value x, Dim[] dims, int open)
    {
        var (have, names) = Product(x.Shape);
        var (want, wanted) = Product(dims.Where((_, i) => i != open));
        foreach (var name in wanted.ToArray())
            if (names.Remove(name))
                wanted.Remove(name);
        if (open < 0)
            return names.Count == 0 && wanted.Count == 0 && have != want ? null : Shape.Create(dims);
        if (wanted.Count > 0) dims[open] = Shapes.Unknown(Op.Reshape, [.. x.Shape]);
        else if (want == 0 || have % want != 0) return names.Count == 0 ? null : Shape.Create([.. dims[..open], Shapes.Unknown(Op.Reshape, [.. x.Shape]), .. dims[(open + 1)..]]);
        else if (names.Count == 0) dims[open] = have / want;
        else dims[open] = names.Count == 1 && have == want ? names[0] : Shapes.Unknown(Op.Mul, [.. names.Select(n => (Dim)n), have / want]);
        return Shape.Create(dims);
    }

    private static (long Known, List<string> Names) Product(IEnumerable<Dim> dims)
    {
        long known = 1;
        var names = new List<string>();
        foreach (var dim in dims)
            if (dim.IsKnown) known *= dim.Size;
            else names.Add(dim.Name!);
        return (known, names);
    }
}
