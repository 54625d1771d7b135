namespace Layers.Graphs;

/// <summary>Types and shapes of recurrent operators.</summary>
internal static partial class Inference
{
    public static TensorType[] Memory(Node node) => Recurrent(node, 4, hasMemory: true);

    public static TensorType[] Gated(Node node) => Recurrent(node, 3, hasMemory: false);

    public static TensorType[] Plain(Node node) => Recurrent(node, 1, hasMemory: false);

    private static TensorType[] Recurrent(Node node, long gates, bool hasMemory)
    {
        var (x, w, r, b) = (node.Inputs[0], node.Inputs[1], node.Inputs[2], node.Inputs[3]);
        if (!x.Type.IsFloat()) throw Throw.NeedsFloat(node.Op, x);
        if (x.Shape.Rank != 3 || r.Shape.Rank != 3 || node.Int("hidden_size", 0) is not (> 0 and var units))
            throw Throw.NotRecurrent(node.Op, x, r);
        Dim directions = node.Attributes.GetValueOrDefault("direction", "forward") switch
        {
            "forward" or "reverse" => 1,
            "bidirectional" => 2,
            var other => throw Throw.NotADirection(node.Op, other),
        };
        Check(w, [directions, gates * units, x.Shape[2]]);
        Check(r, [directions, gates * units, units]);
        Check(b, [directions, 2 * gates * units]);
        Shape state = [directions, x.Shape[1], units];
        if (node.Inputs.Count > 4 && (node.Inputs[4].Type != DType.Int32 || !node.Inputs[4].Shape.MayBe([x.Shape[1]])))
            throw Throw.NotLengths(node.Op, node.Inputs[4], x);
        foreach (var initial in node.Inputs.Skip(5)) Check(initial, state);
        TensorType last = new(x.Type, state);
        TensorType all = new(x.Type, [x.Shape[0], .. state]);
        return hasMemory ? [all, last, last] : [all, last];

        void Check(Value value, Shape shape)
        {
            if (value.Type != x.Type) throw Throw.TypesDiffer(node.Op, x, value);
            if (!value.Shape.MayBe(shape)) throw Throw.NotOfARecurrent(node.Op, value, shape);
        }
    }
}
