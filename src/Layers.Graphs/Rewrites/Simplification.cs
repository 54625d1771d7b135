namespace Layers.Graphs;

/// <summary>What changes nothing goes: a product with one, another shape that is the same, a sign turned twice.</summary>
/// <remarks>Gradients are full of it, since each rule is written for the general case. Every bit stays: a sum with zero is left,
/// because it makes 0 of −0.</remarks>
public static class Simplification
{
    /// <summary>The same graph without the nodes whose result is one of their inputs, and with one change of shape for several in a
    /// row.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph Simplify(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Rewrite((node, inputs) => (Same(node, inputs) ?? ReshapedOnce(node, inputs) ?? CastFirst(node, inputs)) is { } simple ? [simple] : null);
    }

    private static Value? Same(Node node, IReadOnlyList<Value> inputs)
    {
        if (node.Op == Op.Identity) return inputs[0];
        if (node.Op == Op.Mul) return IsOne(inputs[1]) ? Unchanged(node, inputs[0]) : IsOne(inputs[0]) ? Unchanged(node, inputs[1]) : null;
        if (node.Op == Op.Div) return IsOne(inputs[1]) ? Unchanged(node, inputs[0]) : null;
        // −0 less 0 is −0: unlike a sum, a difference with zero keeps every bit.
        if (node.Op == Op.Sub) return IsZero(inputs[1]) && Keeps(inputs[0].Shape, inputs[1].Shape) ? inputs[0] : null;
        if (node.Op == Op.Neg) return inputs[0].Node.Op == Op.Neg ? inputs[0].Node.Inputs[0] : null;
        if (node.Op == Op.Slice) return Reversed(node) is { } axis && inputs[0].Node.Op == Op.Slice && Reversed(inputs[0].Node) == axis ? inputs[0].Node.Inputs[0] : null;
        if (node.Op == Op.Transpose) return Untransposed(Order(node), inputs[0]);
        if (node.Op == Op.Reshape || node.Op == Op.Expand || node.Op == Op.Cast || node.Op == Op.Squeeze || node.Op == Op.Unsqueeze) return Unchanged(node, inputs[0]);
        return null;
    }

    // Sizes that only a run knows may differ under one name where nothing tells them apart, so they prove nothing here.
    private static Value? Unchanged(Node node, Value input)
    {
        var output = node.Outputs[0];
        return output.Type == input.Type && (node.Op == Op.Cast || (output.Shape.IsKnown && output.Shape.Equals(input.Shape))) ? input : null;
    }

    // The axis that a slice turns round as a whole.
    private static long? Reversed(Node node)
    {
        long[] settings = [.. node.Inputs.Skip(1).Select(input => input.Constant is { Length: 1 } number ? number.AsSpan<long>()[0] : 0)];
        return settings is [-1, long.MinValue, var axis, -1] ? axis : null;
    }

    private static Value? Untransposed(long[] order, Value input)
    {
        if (IsInOrder(order)) return input;
        return input.Node.Op == Op.Transpose && IsInOrder([.. order.Select(axis => Order(input.Node)[axis])]) ? input.Node.Inputs[0] : null;
    }

    private static Value? ReshapedOnce(Node node, IReadOnlyList<Value> inputs)
    {
        var shape = node.Outputs[0].Shape;
        // A size of 0 means another thing in a list of sizes.
        if (!IsReshape(node.Op) || !IsReshape(inputs[0].Node.Op) || !shape.IsKnown || shape.Contains(0L)) return null;
        var first = inputs[0].Node.Inputs[0];
        return first.Shape.Equals(shape) ? first : Ops.Reshape(first, shape.ToArray());
    }

    // ONNX Runtime 1.31 takes the transpose before a cast into the product that follows, and then ends the process.
    private static Value? CastFirst(Node node, IReadOnlyList<Value> inputs) =>
        node.Op == Op.Cast && inputs[0].Node is { } transpose && transpose.Op == Op.Transpose ? Ops.Transpose(Ops.Cast(transpose.Inputs[0], node.Outputs[0].Type), Array.ConvertAll(Order(transpose), axis => (int)axis)) : null;

    private static bool IsReshape(Op op) => op == Op.Reshape || op == Op.Squeeze || op == Op.Unsqueeze;

    private static bool IsOne(Value value) =>
        value.Constant is { Length: 1, Type: not DType.String } one && one.AsBytes().SequenceEqual(ElementStorage.Of(one.Type).Filled(1, Shape.Scalar).AsBytes());

    private static bool IsZero(Value value) => value.Constant is { Type: not DType.String } zeros && !zeros.AsBytes().ContainsAnyExcept((byte)0);

    // What the result's shape is, whatever the open sizes turn out to be.
    private static bool Keeps(Shape shape, Shape other) =>
        other.Rank <= shape.Rank && Enumerable.Range(1, other.Rank).All(i => other[^i] == 1 || (other[^i].IsKnown && shape[^i] == other[^i]));

    private static long[] Order(Node transpose) => (long[])transpose.Attributes["perm"];

    private static bool IsInOrder(long[] order) => order.Index().All(axis => axis.Item == axis.Index);
}
