using static Layers.Graphs.Ops;

namespace Layers.Graphs;

/// <summary>The gradients of recurrent operators, computed from equivalent loops.</summary>
internal static class RecurrentGradients
{
    public static IReadOnlyList<Value?> Of(IReadOnlyList<Value?> dys, Node node)
    {
        // The loops get their own inputs, because inputs of the node may depend on one another.
        Value[] inputs = [.. node.Inputs.Select((input, i) => Input($"input_{i}", input.Shape, input.Type))];
        var outputs = Formula(node, inputs);
        var (ys, given) = (new List<(Value, Value)>(), new List<(Value, Value)>());
        for (var i = 0; i < outputs.Length; i++)
        {
            if (dys[i] is not { } dy) continue;
            var seed = Input($"gradient_{i}", outputs[i].Shape, outputs[i].Type);
            ys.Add((outputs[i], seed));
            given.Add((seed, dy));
        }
        Value[] asked = [.. inputs.Where(input => input.Type.IsFloat())];
        var dxs = Gradient.Of(ys, asked);
        var known = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var (inside, outside) in inputs.Zip(node.Inputs).Concat(given)) known[inside] = outside;
        return [.. inputs.Select(input => Array.IndexOf(asked, input) is >= 0 and var i && dxs[i] is { } dx
            ? Substitution.Of(dx, known) : null)];
    }

    /// <summary>Returns the outputs of the operator, computed by loops. Used for gradients, and for runtimes without the
    /// operator.</summary>
    public static Value[] Formula(Node node, IReadOnlyList<Value> inputs)
    {
        var (x, units) = (inputs[0], node.Int("hidden_size", 0));
        var directions = (int)inputs[2].Shape[0].Size;
        var isReversed = (string)node.Attributes.GetValueOrDefault("direction", "forward") == "reverse";
        var (all, last) = (new Value[directions], new Value[directions][]);
        for (var d = 0; d < directions; d++)
        {
            var direction = d;
            Value Own(Value input) => Squeeze(Slice(input, direction, direction + 1, 0), 0);
            Value[] first = [.. Enumerable.Range(5, node.Outputs.Count - 1)
                .Select(input => Own(input < inputs.Count ? inputs[input] : ZeroState(x, inputs[2])))];
            Value[] sequences = inputs.Count > 4 ? [x, Counts(x, inputs[4])] : [x];
            var (w, r, b) = (Transpose(Own(inputs[1])), Transpose(Own(inputs[2])), Own(inputs[3]));
            var step = Step(node, w, r, b, units);
            var (states, results) = Scan(first, sequences, (before, slices) =>
            {
                var next = step(slices[0], before);
                if (slices.Count == 1) return (next, [next[0]]);
                Value[] kept = [.. next.Zip(before, (after, old) => Where(slices[1], after, old))];
                return (kept, [Where(slices[1], kept[0], 0)]);
            }, reverse: isReversed || d == 1);
            (all[d], last[d]) = (Unsqueeze(results[0], 1), [.. states.Select(state => Unsqueeze(state, 0))]);
        }
        return [Concat(all, 1), .. Enumerable.Range(0, node.Outputs.Count - 1)
            .Select(state => Concat([.. last.Select(ends => ends[state])], 0))];
    }

    private static Func<Value, IReadOnlyList<Value>, Value[]> Step(Node node, Value w, Value r, Value b, long units)
    {
        var gates = b.Shape[0].Size / units / 2;
        var (bw, br) = (Slice(b, 0, gates * units), Slice(b, gates * units, long.MaxValue));
        if (node.Op == Op.RNN) return (x, states) => [Tanh(MatMul(x, w) + bw + MatMul(states[0], r) + br)];
        if (node.Op == Op.LSTM) return (x, states) =>
        {
            var z = Split(MatMul(x, w) + bw + MatMul(states[0], r) + br, [units, units, units, units]);
            var c = Sigmoid(z[2]) * states[1] + Sigmoid(z[0]) * Tanh(z[3]);
            return [Sigmoid(z[1]) * Tanh(c), c];
        };
        var isLinear = node.Int("linear_before_reset", 0) == 1;
        return (x, states) =>
        {
            var h = states[0];
            var ofX = Split(MatMul(x, w) + bw, [2 * units, units]);
            var ofH = Split(r, [2 * units, units]);
            var biases = Split(br, [2 * units, units]);
            var zr = Split(Sigmoid(ofX[0] + MatMul(h, ofH[0]) + biases[0]), [units, units]);
            var candidate = Tanh(ofX[1] + (isLinear ? zr[1] * (MatMul(h, ofH[1]) + biases[1]) : MatMul(zr[1] * h, ofH[1]) + biases[1]));
            return [(1 - zr[0]) * candidate + zr[0] * h];
        };
    }

    // Whether each step is within the length of its row, [steps, batch, 1].
    private static Value Counts(Value x, Value lengths) =>
        Unsqueeze(Less(Unsqueeze(Range(0, Squeeze(Gather(ShapeOf(x), Int64s(0)), 0), 1), 1), Unsqueeze(Cast(lengths, DType.Int64), 0)), 2);
}
