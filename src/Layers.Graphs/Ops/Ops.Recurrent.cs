namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Runs a long short-term memory over the steps of a sequence: <c>i, o, f = sigmoid(…)</c>, <c>c = tanh(…)</c>, <c>C = f · C +
    /// i · c</c>, <c>h = o · tanh(C)</c>.</summary>
    /// <param name="x">The sequence, float32 <c>[steps, batch, features]</c>.</param>
    /// <param name="w">The weights of the features, <c>[directions, 4 · units, features]</c>, with the gates in ONNX's order: i, o, f,
    /// c.</param>
    /// <param name="r">The weights of the state, <c>[directions, 4 · units, units]</c>.</param>
    /// <param name="b">The biases of both products, <c>[directions, 8 · units]</c>: first those of the features.</param>
    /// <param name="initialH">The state before the first step, <c>[directions, batch, units]</c>; <see langword="null"/>, the default, for
    /// zeros.</param>
    /// <param name="initialC">The memory before the first step, <c>[directions, batch, units]</c>; <see langword="null"/>, the default, for
    /// zeros.</param>
    /// <param name="reverse">Whether to run from the last step to the first, if there is one direction. The results keep the order of the
    /// steps. Default false.</param>
    /// <returns>All states <c>[steps, directions, batch, units]</c>, the last state and the last memory <c>[directions, batch, units]</c>.
    /// If <paramref name="w"/> has two directions, they are forward and reverse.</returns>
    public static (Value All, Value LastH, Value LastC) LSTM(Value x, Value w, Value r, Value b, Value? initialH = null,
        Value? initialC = null, bool reverse = false)
    {
        var node = Recurrent(Op.LSTM, x, w, r, b,
            initialH is null && initialC is null ? [] : [initialH ?? ZeroState(x, r), initialC ?? ZeroState(x, r)], reverse);
        return (node.Outputs[0], node.Outputs[1], node.Outputs[2]);
    }

    /// <summary>Runs gated recurrent units over the steps of a sequence: <c>z, r = sigmoid(…)</c>, <c>h' = tanh(…)</c>, <c>h = (1 − z) · h'
    /// + z · h</c>.</summary>
    /// <param name="x">The sequence, float32 <c>[steps, batch, features]</c>.</param>
    /// <param name="w">The weights of the features, <c>[directions, 3 · units, features]</c>, with the gates in the order z, r, h.</param>
    /// <param name="r">The weights of the state, <c>[directions, 3 · units, units]</c>.</param>
    /// <param name="b">The biases of the products, <c>[directions, 6 · units]</c>: first those of the features.</param>
    /// <param name="linearBeforeReset">Whether the gate r multiplies the product of the state and its weights, instead of the state itself:
    /// Keras's <c>reset_after</c>.</param>
    /// <param name="initialH">The state before the first step, <c>[directions, batch, units]</c>; <see langword="null"/>, the default, for
    /// zeros.</param>
    /// <param name="reverse">Whether to run from the last step to the first, if there is one direction. The results keep the order of the
    /// steps. Default false.</param>
    /// <returns>All states <c>[steps, directions, batch, units]</c>, and the last state <c>[directions, batch, units]</c>.</returns>
    public static (Value All, Value LastH) GRU(Value x, Value w, Value r, Value b, bool linearBeforeReset, Value? initialH = null,
        bool reverse = false)
    {
        var node = Recurrent(Op.GRU, x, w, r, b, initialH is null ? [] : [initialH], reverse,
            ("linear_before_reset", linearBeforeReset ? 1L : 0L));
        return (node.Outputs[0], node.Outputs[1]);
    }

    /// <summary>Runs a simple recurrent layer over the steps of a sequence: <c>h = tanh(w · x + r · h + b)</c>.</summary>
    /// <param name="x">The sequence, float32 <c>[steps, batch, features]</c>.</param>
    /// <param name="w">The weights of the features, <c>[directions, units, features]</c>.</param>
    /// <param name="r">The weights of the state, <c>[directions, units, units]</c>.</param>
    /// <param name="b">The biases of both products, <c>[directions, 2 · units]</c>: first those of the features.</param>
    /// <param name="initialH">The state before the first step, <c>[directions, batch, units]</c>; <see langword="null"/>, the default, for
    /// zeros.</param>
    /// <param name="reverse">Whether to run from the last step to the first, if there is one direction. The results keep the order of the
    /// steps. Default false.</param>
    /// <returns>All states <c>[steps, directions, batch, units]</c>, and the last state <c>[directions, batch, units]</c>.</returns>
    public static (Value All, Value LastH) RNN(Value x, Value w, Value r, Value b, Value? initialH = null, bool reverse = false)
    {
        var node = Recurrent(Op.RNN, x, w, r, b, initialH is null ? [] : [initialH], reverse);
        return (node.Outputs[0], node.Outputs[1]);
    }

    private static Node Recurrent(Op op, Value x, Value w, Value r, Value b, Value[] initial, bool reverse,
        params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(r);
        ArgumentNullException.ThrowIfNull(b);
        if (x.Shape.Rank != 3 || r.Shape is not { Rank: 3, IsKnown: true }) throw Throw.NotRecurrent(op, x, r);
        // The initial states come after the number of steps of each row, so a node with initial states needs this input.
        if (initial.Length > 0)
            initial = [Expand(Cast(Gather(ShapeOf(x), Int64s(0)), DType.Int32), Gather(ShapeOf(x), Int64s(1))), .. initial];
        var direction = r.Shape[0] == 2 ? "bidirectional" : reverse ? "reverse" : "forward";
        return MakeNode(op, [x, w, r, b, .. initial], [("hidden_size", r.Shape[2].Size), ("direction", direction), .. attributes]);
    }

    /// <summary>Returns the default initial state of a recurrent operator, zeros <c>[directions, batch, units]</c>.</summary>
    internal static Value ZeroState(Value x, Value r) =>
        Expand(Scalar(0, x.Type), Concat([Int64s(r.Shape[0].Size), Gather(ShapeOf(x), Int64s(1)), Int64s(r.Shape[2].Size)], 0));
}
