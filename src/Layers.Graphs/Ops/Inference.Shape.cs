using System.Globalization;

namespace Layers.Graphs;

/// <summary>Types and shapes of operators that move elements and do not compute with them.</summary>
internal static partial class Inference
{
    public static TensorType Permuted(Node node)
    {
        var x = node.Inputs[0];
        var perm = (long[])node.Attributes["perm"];
        if (!perm.Order().SequenceEqual(Enumerable.Range(0, x.Shape.Rank).Select(i => (long)i))) throw Throw.NotAPermutation(perm, x);
        return new(x.Type, [.. perm.Select(axis => x.Shape[(int)axis])]);
    }

    public static TensorType Reshaped(Node node)
    {
        var (x, sizes) = (node.Inputs[0], Sizes(node, 1));
        if (sizes.Constant is not { } target)
            return new(x.Type, Shapes.Content(sizes) ?? Shapes.UnknownSizes(node.Op, sizes));
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
        var (x, sizes) = (node.Inputs[0], Sizes(node, 1));
        return new(x.Type, Shapes.Content(sizes) is { } target
            ? Shapes.Broadcast(node.Op, x.Shape, target) : Shapes.UnknownSizes(node.Op, sizes));
    }

    public static TensorType Concatenated(Node node)
    {
        var first = node.Inputs[0];
        var axis = node.Axis;
        long known = 0;
        var unknown = new List<Dim>();
        var shape = first.Shape.With(axis, 1);
        foreach (var part in node.Inputs)
        {
            if (part.Type != first.Type) throw Throw.TypesDiffer(node.Op, first, part);
            shape = part.Shape.Rank == shape.Rank && Agreed(shape, part.Shape.With(axis, 1)) is { } agreed
                ? agreed : throw Throw.NotJoinable(first, part, axis);
            if (part.Shape[axis].IsKnown) known += part.Shape[axis].Size;
            else unknown.Add(part.Shape[axis]);
        }
        // Parts without elements do not change the axis, so its name is kept.
        var size = unknown.Count == 0
            ? known : known == 0 && unknown.Count == 1 ? unknown[0] : Shapes.Unknown(node.Op, [.. unknown, known]);
        return new(first.Type, shape.With(axis, size));
    }

    public static TensorType Sliced(Node node)
    {
        var x = node.Inputs[0];
        var (start, end) = (Number(node, 1), Number(node, 2));
        var axis = Shapes.Axis(Number(node, 3), x.Shape.Rank, node.Op);
        var step = Number(node, 4);
        var size = x.Shape[axis];
        if (size.IsKnown) size = Indexing.Count(size.Size, start, end, step);
        else if ((start, end, step) is not (0, long.MaxValue, 1))
            size = Shapes.Unknown(node.Op, size, string.Create(CultureInfo.InvariantCulture, $"{start}:{end}:{step}"));
        return new(x.Type, x.Shape.With(axis, size));
    }

    public static TensorType Padded(Node node)
    {
        var x = node.Inputs[0];
        var pads = Numbers(node, 1);
        if (pads.Length != 2 * x.Shape.Rank) throw Throw.NotPaddable(x, pads);
        return new(x.Type, [.. x.Shape.Select((dim, axis) =>
        {
            var more = pads[axis] + pads[axis + x.Shape.Rank];
            if (more == 0) return dim;
            if (!dim.IsKnown) return Shapes.Unknown(node.Op, dim, more.ToString(CultureInfo.InvariantCulture));
            return dim.Size + more >= 0 ? dim.Size + more : throw Throw.NotPaddable(x, pads);
        })]);
    }

    public static TensorType Gathered(Node node)
    {
        var (x, indices) = (node.Inputs[0], node.Inputs[1]);
        if (indices.Type is not (DType.Int32 or DType.Int64)) throw Throw.NeedsIndices(node.Op, indices);
        var axis = node.Axis;
        return new(x.Type, [.. x.Shape[..axis], .. indices.Shape, .. x.Shape[(axis + 1)..]]);
    }

    public static TensorType GatheredElements(Node node)
    {
        var (x, indices) = (node.Inputs[0], node.Inputs[1]);
        if (indices.Type is not (DType.Int32 or DType.Int64)) throw Throw.NeedsIndices(node.Op, indices);
        if (indices.Shape.Rank != x.Shape.Rank) throw Throw.NotElements(node.Op, x, indices, indices);
        _ = node.Axis;
        return new(x.Type, indices.Shape);
    }

    public static TensorType ScatteredElements(Node node)
    {
        var (x, indices, updates) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        if (indices.Type is not (DType.Int32 or DType.Int64)) throw Throw.NeedsIndices(node.Op, indices);
        if (updates.Type != x.Type) throw Throw.TypesDiffer(node.Op, x, updates);
        if (indices.Shape.Rank != x.Shape.Rank || !updates.Shape.MayBe(indices.Shape))
            throw Throw.NotElements(node.Op, x, indices, updates);
        _ = node.Axis;
        return new(x.Type, x.Shape);
    }

    public static TensorType Scattered(Node node)
    {
        var (x, indices, updates) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        if (indices.Type != DType.Int64) throw Throw.NeedsIndices(node.Op, indices);
        if (updates.Type != x.Type) throw Throw.TypesDiffer(node.Op, x, updates);
        if (indices.Shape.Rank == 0 || !indices.Shape[^1].IsKnown || indices.Shape[^1].Size > x.Shape.Rank
            || Agreed([.. indices.Shape[..^1], .. x.Shape[(int)indices.Shape[^1].Size..]], updates.Shape) is null)
            throw Throw.NotScatterable(x, indices, updates);
        return new(x.Type, x.Shape);
    }

    public static TensorType[] Pieces(Node node)
    {
        var x = node.Inputs[0];
        var axis = node.Axis;
        var pieces = Shapes.Content(Sizes(node, 1)) ?? throw Throw.NeedsConstant(node.Op, node.Inputs[1]);
        if (x.Shape[axis].IsKnown && pieces.IsKnown && x.Shape[axis].Size != pieces.Sum(size => size.Size))
            throw Throw.NotSplittable(x, axis, pieces);
        return [.. pieces.Select(size => new TensorType(x.Type, x.Shape.With(axis, size)))];
    }

    public static TensorType Squeezed(Node node)
    {
        var x = node.Inputs[0];
        var axes = Axes(node, x.Shape.Rank);
        foreach (var axis in axes)
            if (x.Shape[axis] is { IsKnown: true, Size: not 1 })
                throw Throw.NotSqueezable(x, axis);
        return new(x.Type, [.. x.Shape.Where((_, axis) => !axes.Contains(axis))]);
    }

    public static TensorType Unsqueezed(Node node)
    {
        var x = node.Inputs[0];
        var rank = x.Shape.Rank + Numbers(node, 1).Length;
        var axes = Axes(node, rank);
        var source = 0;
        return new(x.Type, [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : x.Shape[source++])]);
    }

    public static TensorType SizesOf(Node node) => new(DType.Int64, [node.Inputs[0].Shape.Rank]);

    public static TensorType Counted(Node node)
    {
        var (start, limit, delta) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        foreach (var input in node.Inputs)
        {
            if (input.Type != start.Type) throw Throw.TypesDiffer(node.Op, start, input);
            if (input.Shape.Rank != 0 || input.Type is DType.Bool or DType.String) throw Throw.NeedsANumber(node.Op, input);
        }
        if (start.Constant is not { Type: DType.Int64 } first || delta.Constant is not { } step)
            return new(start.Type, [Shapes.UnknownSize(node.Op, start, limit, delta)]);
        var (from, by) = (first.AsSpan<long>()[0], step.AsSpan<long>()[0]);
        if (by == 0) throw Throw.StepOfZero(node.Op);
        if (limit.Constant is { } last) return new(start.Type, [Indexing.Steps(from, last.AsSpan<long>()[0], by)]);
        return new(start.Type, (from, by) is (0, 1) && Shapes.Content(limit) is { } size
            ? size : [Shapes.UnknownSize(node.Op, start, limit, delta)]);
    }

    private static Value Sizes(Node node, int input) =>
        node.Inputs[input] is { Type: DType.Int64, Shape.Rank: 1 } sizes ? sizes : throw Throw.NeedsSizes(node.Op, node.Inputs[input]);

    private static long[] Numbers(Node node, int input) =>
        node.Inputs[input].Constant is { Type: DType.Int64 } data
            ? data.ToArray<long>() : throw Throw.NeedsConstant(node.Op, node.Inputs[input]);

    private static long Number(Node node, int input) =>
        Numbers(node, input) is [var number] ? number : throw Throw.NeedsANumber(node.Op, node.Inputs[input]);

    private static int[] Axes(Node node, int rank)
    {
        int[] axes = [.. Numbers(node, 1).Select(axis => Shapes.Axis(axis, rank, node.Op))];
        return axes.Distinct().Count() == axes.Length ? axes : throw Throw.RepeatedAxis(node.Op, axes);
    }

    private static Shape? Agreed(Shape a, Shape b) =>
        a.MayBe(b)
            ? [.. a.Zip(b).Select(pair => pair.First.IsKnown ? pair.First : pair.Second.IsKnown ? pair.Second : pair.First)]
            : null;

    // The unknown size is the quotient of the sizes on both sides. Named sizes on both sides cancel; a name that does not cancel leaves the
    // size unknown.
    private static Shape? Resolve(Value x, Dim[] dims, int open)
    {
        var (have, names) = Product(x.Shape);
        var (want, wanted) = Product(dims.Where((_, i) => i != open));
        foreach (var name in wanted.ToArray())
            if (names.Remove(name))
                wanted.Remove(name);
        if (open < 0)
            return names.Count == 0 && wanted.Count == 0 && have != want ? null : Shape.Create(dims);
        var divides = want != 0 && have % want == 0;
        if (names.Count == 0 && !divides) return null;
        dims[open] = !divides ? Shapes.Unknown(Op.Div, Shapes.Product([.. names, have]), want) : Shapes.Product([.. names, have / want]);
        return Shape.Create(dims);
    }

    private static (long Known, List<Dim> Names) Product(IEnumerable<Dim> dims)
    {
        long known = 1;
        var names = new List<Dim>();
        foreach (var dim in dims)
            if (dim.IsKnown) known = checked(known * dim.Size);
            else names.Add(dim);
        return (known, names);
    }
}
