using static Layers.Graphs.Ops;

namespace Layers.Graphs;

/// <summary>A rewrite that replaces ScatterND by ScatterElements, which adds in one thread.</summary>
/// <remarks>ONNX Runtime 1.31 adds in ScatterND on several threads without synchronization: of a million additions to one element, a
/// quarter was lost. ScatterElements adds in one thread.</remarks>
internal static class ScatterOrdering
{
    /// <summary>Returns the graph without ScatterND nodes that add.</summary>
    public static Graph OrderScatters(this Graph graph) =>
        graph.Nodes.Any(IsUnordered)
            ? graph.Rewrite((node, inputs) => IsUnordered(node) ? [Ordered(inputs[0], inputs[1], inputs[2])] : null) : graph;

    private static bool IsUnordered(Node node) => node.Op == Op.ScatterND && node.Inputs[1].Shape[^1].Size > 0;

    private static Value Ordered(Value x, Value indices, Value updates)
    {
        var depth = (int)indices.Shape[^1].Size;
        var sizes = ShapeOf(x);
        // An index into several axes becomes one index into these axes combined.
        var flat = depth == x.Shape.Rank
            ? Constant(new long[] { -1 }) : Concat([Constant(new long[] { -1 }), Slice(sizes, depth, x.Shape.Rank, 0)], 0);
        var at = Squeeze(Combined(depth == 1 ? [indices] : Split(indices, [.. Enumerable.Repeat(1L, depth)], -1), sizes), -1);
        for (var axis = depth; axis < x.Shape.Rank; axis++) at = Unsqueeze(at, -1);
        if (depth < x.Shape.Rank) at = Expand(at, ShapeOf(updates));
        if (indices.Shape.Rank != 2) (at, updates) = (Reshape(at, flat), Reshape(updates, flat));
        return depth == 1 ? ScatterElements(x, at, updates) : Reshape(ScatterElements(Reshape(x, flat), at, updates), sizes);
    }

    private static Value Combined(IReadOnlyList<Value> places, Value sizes)
    {
        var at = FromFront(places[0], sizes, 0);
        for (var axis = 1; axis < places.Count; axis++) at = at * SizeOf(sizes, axis) + FromFront(places[axis], sizes, axis);
        return at;
    }

    // A negative index counts from the end of its own axis.
    private static Value FromFront(Value place, Value sizes, int axis) => Where(place < 0, place + SizeOf(sizes, axis), place);

    private static Value SizeOf(Value sizes, int axis) => Gather(sizes, Constant(TensorData.Scalar((long)axis)));
}
