using static Layers.Graphs.Ops;

namespace Layers.Graphs;

/// <summary>The gradients of a loop. They are computed by a loop in the opposite direction whose body is the gradient of the
/// body.</summary>
/// <remarks>The loop is built a second time, with the values that the gradient reads as additional results; <see cref="LoopOptimization"/>
/// merges the second loop with the first. The gradient of a value that is the same in every step, such as a weight, is a sum over the
/// steps. If the summands are matrix products, the sum is one product over all steps.</remarks>
internal sealed class ScanGradients
{
    // Operators whose result is cheaper to compute again than to keep.
    private static readonly HashSet<Op> s_moves = [Op.Identity, Op.StopGradient, Op.Cast, Op.Split, Op.Slice, Op.Reshape, Op.Squeeze,
        Op.Unsqueeze, Op.Transpose];

    private readonly Node _node;
    private readonly Graph _body;
    private readonly int _states, _scans;
    private readonly Value[] _next, _results;
    private readonly bool _isReversed;

    private ScanGradients(Node node)
    {
        _node = node;
        (_body, _states, _scans) = (node.Body!, node.States, node.Scans);
        Value[] outputs = [.. _body.Outputs.Select(output => output.Value)];
        (_next, _results) = (outputs[.._states], outputs[_states..]);
        _isReversed = Setting("scan_input_directions", 0) == 1;
    }

    public static IReadOnlyList<Value?> Of(IReadOnlyList<Value?> dys, Node node) => new ScanGradients(node).Of(dys);

    private Value?[] Of(IReadOnlyList<Value?> dys)
    {
        // The inputs of the gradient's body: gradients of the next states and of the results.
        int[] moving = [.. Enumerable.Range(0, _states).Where(i => _next[i].Type.IsFloat())];
        int[] measured = [.. Enumerable.Range(0, _results.Length).Where(i => dys[_states + i] is not null)];
        Value[] dNext = [.. moving.Select(i => Input(Numbered("gradient", i), _next[i].Shape, _next[i].Type))];
        Value[] dResults = [.. measured.Select(i => Input(Numbered("result_gradient", i), _results[i].Shape, _results[i].Type))];
        var gradients = Gradient.Of([.. moving.Zip(dNext, (i, dy) => (_next[i], dy)),
            .. measured.Zip(dResults, (i, dy) => (_results[i], dy))], _body.Inputs);

        var given = new Dictionary<Value, Lifted>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < measured.Length; i++)
            given[dResults[i]] = new(Oriented(dys[_states + measured[i]]!, "scan_output", measured[i]), true);
        for (var i = 0; i < _scans; i++) given[_body.Inputs[_states + i]] = new(Oriented(_node.Inputs[_states + i], "scan_input", i), true);
        for (var i = _states + _scans; i < _body.Inputs.Count; i++) given[_body.Inputs[i]] = new(_node.Inputs[i], false);
        var kept = Kept(gradients, given);

        Value[] first = [.. moving.Select(i => dys[i] ?? GradientRules.ZerosLike(_node.Inputs[i]))];
        Value[] next = [.. moving.Zip(dNext, (i, dy) => Substitution.Of(gradients[i] ?? GradientRules.ZerosLike(dy), kept))];
        int[] asked = [.. Enumerable.Range(_states, _body.Inputs.Count - _states).Where(i => gradients[i] is not null)];
        Value[] results = [.. asked.Select(i => Substitution.Of(gradients[i]!, kept))];
        var (ends, sequences) = ScanSplitting.Of(new ScanParts(first, dNext, given, next, results, !_isReversed).Reassociated());

        var dxs = new Value?[_node.Inputs.Count];
        for (var i = 0; i < moving.Length; i++) dxs[moving[i]] = ends[i];
        for (var i = 0; i < asked.Length; i++)
            dxs[asked[i]] = asked[i] < _states + _scans ? Placed(sequences[i], asked[i] - _states) : SumOfSteps(sequences[i]);
        return dxs;
    }

    /// <summary>Returns an input of the gradient's body for each value of a step that the gradient reads. The loop is built a second time,
    /// with these values as results.</summary>
    private Dictionary<Value, Value> Kept(IReadOnlyList<Value?> gradients, Dictionary<Value, Lifted> given)
    {
        var (read, entering) = Read([.. gradients.OfType<Value>()]);
        var outputs = _body.Outputs.ToList();
        var places = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var i = _states; i < outputs.Count; i++)
            if (Setting("scan_output_axes", i - _states) == 0 && Setting("scan_output_directions", i - _states) == 1 == _isReversed)
                places.TryAdd(outputs[i].Value, i);
        foreach (var value in read.Concat(entering.Select(i => _next[i])))
            if (places.TryAdd(value, outputs.Count)) outputs.Add(new(Numbered("kept", outputs.Count), value));

        var more = outputs.Count - _body.Outputs.Count;
        var attributes = new Dictionary<string, object>(_node.Attributes) { ["body"] = Graph.Of(_body.Inputs, outputs) };
        if (more > 0 && (_isReversed || attributes.ContainsKey("scan_output_directions")))
            Extend("scan_output_directions", _isReversed ? 1 : 0);
        if (more > 0 && attributes.ContainsKey("scan_output_axes")) Extend("scan_output_axes", 0);
        // If the loop has all of these results already, no second loop is built: it would not be merged with the first, and both would run.
        var again = more == 0 ? _node : new Node(Op.Scan, _node.Inputs, attributes);

        var kept = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var value in read) Keep(value, again.Outputs[places[value]]);
        foreach (var i in entering) Keep(_body.Inputs[i], Entering(_node.Inputs[i], again.Outputs[places[_next[i]]]));
        return kept;

        void Keep(Value value, Value sequence)
        {
            kept[value] = Input(Numbered("kept", kept.Count), value.Shape, value.Type);
            given[kept[value]] = new(sequence, true);
        }

        void Extend(string name, long number)
        {
            var known = attributes.TryGetValue(name, out var list) ? (long[])list : [.. Enumerable.Repeat(0L, _results.Length)];
            attributes[name] = (long[])[.. known, .. Enumerable.Repeat(number, more)];
        }
    }

    // Finds the values of the steps, and the states at the start of a step. Values that do not depend on a state are computed before the
    // gradient's loop again, so they are not kept.
    private (List<Value> Values, List<int> Entering) Read(IEnumerable<Value> gradients)
    {
        var recurrent = new HashSet<Node>(_body.Inputs.Take(_states).Select(state => state.Node), ReferenceEqualityComparer.Instance);
        foreach (var node in _body.Nodes)
            if (node.Inputs.Any(input => recurrent.Contains(input.Node))) recurrent.Add(node);
        var (values, entering, seen) = (new List<Value>(), new List<int>(), new HashSet<Value>(ReferenceEqualityComparer.Instance));
        var open = new Stack<Value>(gradients);
        while (open.TryPop(out var value))
        {
            if (!seen.Add(value)) continue;
            if (!recurrent.Contains(value.Node) || s_moves.Contains(value.Node.Op) || value.Node.Op == Op.ShapeOf)
                foreach (var input in value.Node.Inputs) open.Push(input);
            else if (value.Node.Op == Op.Input) entering.Add(_body.Inputs.Index().First(input => ReferenceEquals(input.Item, value)).Index);
            else values.Add(value);
        }
        return (values, entering);
    }

    // Returns the states at the start of each step: the first state, and all next states except the last.
    private Value Entering(Value first, Value next)
    {
        var start = Unsqueeze(first, 0);
        if (next.Shape[0].IsKnown)
            return _isReversed ? Concat([Slice(next, 1, long.MaxValue, 0), start], 0) : Concat([start, Slice(next, 0, -1, 0)], 0);
        // Gather with the range gives the result the same size name as the sequence.
        var steps = Range(0, Squeeze(StepLifting.Steps(next), 0), 1);
        return _isReversed ? Gather(Concat([next, start], 0), steps + 1) : Gather(Concat([start, next], 0), steps);
    }

    // Moves the axis of the steps to the front, in the direction of the first scanned input.
    private Value Oriented(Value x, string stem, int index)
    {
        var axis = Shapes.Axis(Setting(stem + "_axes", index), x.Shape.Rank, Op.Scan);
        if (axis != 0) x = Transpose(x, [axis, .. Enumerable.Range(0, x.Shape.Rank).Where(other => other != axis)]);
        return Setting(stem + "_directions", index) == 1 == _isReversed ? x : Slice(x, -1, long.MaxValue, 0, -1);
    }

    private Value Placed(Value dx, int index)
    {
        if (Setting("scan_input_directions", index) == 1 != _isReversed) dx = Slice(dx, -1, long.MaxValue, 0, -1);
        var axis = Shapes.Axis(Setting("scan_input_axes", index), dx.Shape.Rank, Op.Scan);
        return axis == 0 ? dx : Transpose(dx, [.. Enumerable.Range(1, axis), 0, .. Enumerable.Range(axis + 1, dx.Shape.Rank - axis - 1)]);
    }

    private static Value SumOfSteps(Value sequence)
    {
        if (sequence.Node.Op != Op.MatMul || sequence.Node.Inputs is not [{ Shape.Rank: 3 } a, { Shape.Rank: 3 } b] || !a.Shape[1].IsKnown
            || !b.Shape[2].IsKnown)
            return ReduceSum(sequence, [0], keepDims: false);
        // The engine can read a transposed matrix without a copy.
        var left = a.Node is { Op: var op, Inputs: [{ } source, ..] } && op == Op.Transpose && source.Shape[2] == a.Shape[1]
            && ((long[])a.Node.Attributes["perm"]).AsSpan().SequenceEqual([0, 2, 1])
            ? Transpose(Reshape(source, -1, a.Shape[1].Size))
            : Reshape(Transpose(a, [1, 0, 2]), a.Shape[1].Size, -1);
        return MatMul(left, Reshape(b, -1, b.Shape[2].Size));
    }

    private long Setting(string name, int index) => _node.Attributes.TryGetValue(name, out var list) ? ((long[])list)[index] : 0;
}
