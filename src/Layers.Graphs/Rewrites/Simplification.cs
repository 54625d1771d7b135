namespace Layers.Graphs;

/// <summary>A rewrite that removes nodes without an effect: a product with one, a reshape to the same shape, a double negation.</summary>
/// <remarks>Gradients have many such nodes, because each rule is written for the general case. Results do not change by a single bit. A sum
/// with zero is therefore kept, because it changes −0 to 0.</remarks>
public static class Simplification
{
    /// <summary>Returns the graph without nodes whose result is one of their inputs. Several reshapes in a row become one.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph Simplify(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Rewrite((node, inputs) => (Same(node, inputs) ?? ReshapedOnce(node, inputs) ?? CastFirst(node, inputs)) is { } simple
            ? [simple] : null);
    }

    private static Value? Same(Node node, IReadOnlyList<Value> inputs)
    {
        if (node.Op == Op.Identity) return inputs[0];
        if (node.Op == Op.Mul) return IsOne(inputs[1]) ? Unchanged(node, inputs[0]) : IsOne(inputs[0]) ? Unchanged(node, inputs[1]) : null;
        if (node.Op == Op.Div) return IsOne(inputs[1]) ? Unchanged(node, inputs[0]) : null;
        // −0 minus 0 is −0: unlike a sum with zero, a difference with zero changes no bit.
        if (node.Op == Op.Sub) return IsZero(inputs[1]) && Keeps(inputs[0].Shape, inputs[1].Shape) ? inputs[0] : null;
        if (node.Op == Op.Neg) return inputs[0].Node.Op == Op.Neg ? inputs[0].Node.Inputs[0] : null;
        if (node.Op == Op.Slice)
            return Reversed(node) is { } axis && inputs[0].Node.Op == Op.Slice && Reversed(inputs[0].Node) == axis
                ? inputs[0].Node.Inputs[0] : null;
        if (node.Op == Op.Transpose) return Untransposed(Order(node), inputs[0]);
        if (node.Op == Op.Reshape || node.Op == Op.Expand || node.Op == Op.Cast || node.Op == Op.Squeeze || node.Op == Op.Unsqueeze)
            return Unchanged(node, inputs[0]);
        return null;
    }

    // Sizes that are known only at run time may differ although they have the same name, so equal names prove nothing here.
    private static Value? Unchanged(Node node, Value input)
    {
        var output = node.Outputs[0];
        return output.Type == input.Type && (node.Op == Op.Cast || (output.Shape.IsKnown && output.Shape.Equals(input.Shape)))
            ? input : null;
    }

    // Returns the axis that a slice reverses completely; null if it does not.
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
        // In the sizes of a Reshape node, 0 means the size of the same axis of the input.
        if (!IsReshape(node.Op) || !IsReshape(inputs[0].Node.Op) || !shape.IsKnown || shape.Contains(0L)) return null;
        var first = inputs[0].Node.Inputs[0];
        return first.Shape.Equals(shape) ? first : Ops.Reshape(first, shape.ToArray());
    }

    // ONNX Runtime 1.31 fuses a transpose before a cast into the product that follows, and then the process crashes.
    private static Value? CastFirst(Node node, IReadOnlyList<Value> inputs) =>
        node.Op == Op.Cast && inputs[0].Node is { } transpose && transpose.Op == Op.Transpose
            ? Ops.Transpose(Ops.Cast(transpose.Inputs[0], node.Outputs[0].Type), Array.ConvertAll(Order(transpose), axis => (int)axis))
            : null;

    private static bool IsReshape(Op op) => op == Op.Reshape || op == Op.Squeeze || op == Op.Unsqueeze;

    private static bool IsOne(Value value) =>
        value.Constant is { Length: 1, Type: not DType.String } one
            && one.AsBytes().SequenceEqual(ElementStorage.Of(one.Type).Filled(1, Shape.Scalar).AsBytes());

    private static bool IsZero(Value value) =>
        value.Constant is { Type: not DType.String } zeros && !zeros.AsBytes().ContainsAnyExcept((byte)0);

    // Whether the result has the shape of the first operand for all values of the unknown sizes.
    private static bool Keeps(Shape shape, Shape other) =>
        other.Rank <= shape.Rank && Enumerable.Range(1, other.Rank)
            .All(i => other[^i] == 1 || (other[^i].IsKnown && shape[^i] == other[^i]));

    private static long[] Order(Node transpose) => (long[])transpose.Attributes["perm"];

    private static bool IsInOrder(long[] order) => order.Index().All(axis => axis.Item == axis.Index);
}
