namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>A long short-term memory over the steps of a sequence: <c>i, o, f = sigmoid(…)</c>, <c>c = tanh(…)</c>, <c>C = f · C + i ·
    /// c</c>, <c>h = o · tanh(C)</c>.</summary>
    /// <param name="x">float32 <c>[steps, batch, features]</c>.</param>
    /// <param name="w">Of the features, <c>[directions, 4 · units, features]</c>; gates in the order i, o, f, c, as ONNX has them.</param>
    /// <param name="r">Of the state, <c>[directions, 4 · units, units]</c>.</param>
    /// <param name="b">Added to both products, <c>[directions, 8 · units]</c>: first that of the features.</param>
    /// <param name="initialH">The state before the first step, <c>[directions, batch, units]</c>; <see langword="null"/> for zeros.</param>
    /// <param name="initialC">The memory before the first step, likewise.</param>
    /// <param name="reverse">Whether the one direction goes from the last step to the first; results stay where their steps are. Default
    /// false.</param>
    /// <returns>All states <c>[steps, directions, batch, units]</c>, the last state and the last memory <c>[directions, batch, units]</c>.
    /// Two directions, where <paramref name="w"/> has two, are forward and reverse.</returns>
    public static (Value All, Value LastH, Value LastC) LSTM(Value x, Value w, Value r, Value b, Value? initialH = null, Value? initialC = null, bool reverse = false)
    {
        var node = Recurrent(Op.LSTM, x, w, r, b, initialH is null && initialC is null ? [] : [initialH ?? ZeroState(x, r), initialC ?? ZeroState(x, r)], reverse);
        return (node.Outputs[0], node.Outputs[1], node.Outputs[2]);
    }

    /// <summary>Gated recurrent units over the steps of a sequence: <c>z, r = sigmoid(…)</c>, <c>h' = tanh(…)</c>, <c>h = (1 − z) · h' + z
    /// · h</c>.</summary>
    /// <param name="x">float32 <c>[steps, batch, features]</c>.</param>
    /// <param name="w">Of the features, <c>[directions, 3 · units, features]</c>; gates in the order z, r, h.</param>
    /// <param name="r">Of the state, <c>[directions, 3 · units, units]</c>.</param>
    /// <param name="b">Added to the products, <c>[directions, 6 · units]</c>: first that of the features.</param>
    /// <param name="linearBeforeReset">Whether r multiplies the product of the state, and not the state: Keras's
    /// <c>reset_after</c>.</param>
    /// <param name="initialH">The state before the first step, <c>[directions, batch, units]</c>; <see langword="null"/> for zeros.</param>
    /// <param name="reverse">Whether the one direction goes from the last step to the first; results stay where their steps are. Default
    /// false.</param>
    /// <returns>All states <c>[steps, directions, batch, units]</c>, and the last <c>[directions, batch, units]</c>.</returns>
    public static (Value All, Value LastH) GRU(Value x, Value w, Value r, Value b, bool linearBeforeReset, Value? initialH = null, bool reverse = false)
    {
        var node = Recurrent(Op.GRU, x, w, r, b, initialH is null ? [] : [initialH], reverse, ("linear_before_reset", linearBeforeReset ? 1L : 0L));
        return (node.Outputs[0], node.Outputs[1]);
    }

    /// <summary>A simple recurrent layer over the steps of a sequence: <c>h = tanh(w · x + r · h + b)</c>.</summary>
    /// <param name="x">float32 <c>[steps, batch, features]</c>.</param>
    /// <param name="w">Of the features, <c>[directions, units, features]</c>.</param>
    /// <param name="r">Of the state, <c>[directions, units, units]</c>.</param>
    /// <param name="b">Added to both products, <c>[directions, 2 · units]</c>: first that of the features.</param>
    /// <param name="initialH">The state before the first step, <c>[directions, batch, units]</c>; <see langword="null"/> for zeros.</param>
    /// <param name="reverse">Whether the one direction goes from the last step to the first; results stay where their steps are. Default
    /// false.</param>
    /// <returns>All states <c>[steps, directions, batch, units]</c>, and the last <c>[directions, batch, units]</c>.</returns>
    public static (Value All, Value LastH) RNN(Value x, Value w, Value r, Value b, Value? initialH = null, bool reverse = false)
    {
        var node = Recurrent(Op.RNN, x, w, r, b, initialH is null ? [] : [initialH], reverse);
        return (node.Outputs[0], node.Outputs[1]);
    }

    private static Node Recurrent(Op op, Value x, Value w, Value r, Value b, Value[] initial, bool reverse, params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(r);
        ArgumentNullException.ThrowIfNull(b);
        if (x.Shape.Rank != 3 || r.Shape is not { Rank: 3, IsKnown: true }) throw Throw.NotRecurrent(op, x, r);
        // The initial states come after the number of steps of each row, so that rows without states need not say it.
        if (initial.Length > 0) initial = [Expand(Cast(Gather(ShapeOf(x), Int64s(0)), DType.Int32), Gather(ShapeOf(x), Int64s(1))), .. initial];
        var direction = r.Shape[0] == 2 ? "bidirectional" : reverse ? "reverse" : "forward";
        return MakeNode(op, [x, w, r, b, .. initial], [("hidden_size", r.Shape[2].Size), ("direction", direction), .. attributes]);
    }

    /// <summary>What a recurrent operator starts from where nothing is given, <c>[directions, batch, units]</c>.</summary>
    internal static Value ZeroState(Value x, Value r) => Expand(Scalar(0, x.Type), Concat([Int64s(r.Shape[0].Size), Gather(ShapeOf(x), Int64s(1)), Int64s(r.Shape[2].Size)], 0));
}
