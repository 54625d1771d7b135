namespace Layers.Graphs;

/// <summary>Computes the types and shapes of a node's outputs from its inputs. Operators with the same rule share a method.</summary>
internal static partial class Inference
{
    public static TensorType NotInferred(Node node) => throw Throw.InputsAreDeclared();

    public static TensorType Same(Node node) => new(node.Inputs[0].Type, node.Inputs[0].Shape);

    public static TensorType SameFloat(Node node) =>
        node.Inputs[0].Type.IsFloat() ? Same(node) : throw Throw.NeedsFloat(node.Op, node.Inputs[0]);

    public static TensorType SameNumber(Node node) =>
        node.Inputs[0].Type is DType.Bool or DType.String ? throw Throw.NeedsNumbers(node.Op, node.Inputs[0]) : Same(node);

    public static TensorType ToBool(Node node) => new(DType.Bool, SameFloat(node).Shape);

    public static TensorType Clipped(Node node)
    {
        foreach (var bound in node.Inputs.Skip(1))
            if (bound.Type != node.Inputs[0].Type) throw Throw.TypesDiffer(node.Op, node.Inputs[0], bound);
            else if (bound.Shape.Rank != 0) throw Throw.NeedsANumber(node.Op, bound);
        return SameNumber(node);
    }

    public static TensorType CastTo(Node node) =>
        Enum.IsDefined((DType)node.Int("to", 0))
            ? new((DType)node.Int("to", 0), node.Inputs[0].Shape) : throw Throw.NotAType(node.Op, node.Int("to", 0));

    public static TensorType OverAxis(Node node)
    {
        _ = node.Axis;
        return SameFloat(node);
    }

    public static TensorType Broadcast(Node node)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (a.Type != b.Type) throw Throw.TypesDiffer(node.Op, a, b);
        if (a.Type is DType.Bool or DType.String) throw Throw.NeedsNumbers(node.Op, a);
        return new(a.Type, Shapes.Broadcast(node.Op, a.Shape, b.Shape));
    }

    public static TensorType OfIntegers(Node node) =>
        node.Inputs[0].Type.IsInteger() ? Broadcast(node) : throw Throw.NeedsIntegers(node.Op, node.Inputs[0]);

    public static TensorType OfUnsigned(Node node) =>
        node.Inputs[0].Type is DType.UInt8 or DType.UInt16 or DType.UInt32 or DType.UInt64
            ? Broadcast(node) : throw Throw.NeedsUnsigned(node.Op, node.Inputs[0]);

    public static TensorType Order(Node node) => Broadcast(node) with { Type = DType.Bool };

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
        if (a.Type is DType.Bool or DType.String) throw Throw.NeedsNumbers(node.Op, a);
        if (a.Shape.Rank < 2 || b.Shape.Rank < 2) throw Throw.NotMultipliable(a, b);
        var (inner, outer) = (a.Shape[^1], b.Shape[^2]);
        if (inner.IsKnown && outer.IsKnown && inner != outer) throw Throw.NotMultipliable(a, b);
        var batch = Shapes.Broadcast(node.Op, a.Shape[..^2], b.Shape[..^2]);
        return new(a.Type, [.. batch, a.Shape[^2], b.Shape[^1]]);
    }

    public static TensorType[] Largest(Node node)
    {
        var x = node.Inputs[0];
        var (axis, k) = (node.Axis, Number(node, 1));
        if (k < 0 || (x.Shape[axis].IsKnown && k > x.Shape[axis].Size)) throw Throw.TooManyLargest(x, axis, k);
        var shape = x.Shape.With(axis, k);
        return [new(SameNumber(node).Type, shape), new(DType.Int64, shape)];
    }

    public static TensorType Accumulated(Node node)
    {
        Shapes.Axis(Number(node, 1), node.Inputs[0].Shape.Rank, node.Op);
        return SameNumber(node);
    }

    public static TensorType Reduced(Node node)
    {
        var (type, shape) = SameNumber(node);
        return new(type, Remove(shape, ReducedAxes(node), node.Int("keepdims", 1) == 1));
    }

    /// <summary>Returns the reduced axes, counted from the front. They are in an input or in an attribute; without either, all axes are
    /// reduced.</summary>
    public static int[] ReducedAxes(Node node)
    {
        var rank = node.Inputs[0].Shape.Rank;
        var named = node.Inputs.Count > 1
            ? Numbers(node, 1) : node.Attributes.TryGetValue("axes", out var attribute) ? (long[])attribute : [];
        if (named.Length == 0) return [.. Enumerable.Range(0, rank)];
        int[] axes = [.. named.Select(axis => Shapes.Axis(axis, rank, node.Op)).Order()];
        return axes.Distinct().Count() == axes.Length ? axes : throw Throw.RepeatedAxis(node.Op, axes);
    }

    public static TensorType Position(Node node) =>
        new(DType.Int64, Remove(SameNumber(node).Shape, [node.Axis], node.Int("keepdims", 1) == 1));

    private static Shape Remove(Shape shape, int[] axes, bool keep) => keep
        ? [.. shape.Select((dim, axis) => axes.Contains(axis) ? 1 : dim)]
        : [.. shape.Where((_, axis) => !axes.Contains(axis))];
}
