namespace Layers.Graphs;

/// <summary>Splits a loop into nodes before the loop, nodes in the loop and nodes after it. The loop keeps only the nodes through which a
/// step depends on the step before. All other nodes are computed for all steps at once.</summary>
/// <remarks>One product of large matrices is much faster than many products of small ones, and the engine needs some microseconds for each
/// node in each step.</remarks>
internal sealed class ScanSplitting
{
    private readonly ScanParts _parts;
    private readonly Graph _body;
    private readonly HashSet<Value> _states;
    private readonly HashSet<Node> _varying = [], _recurrent = [], _early = [], _loop = [];
    private readonly Dictionary<Value, Lifted> _outside = new(ReferenceEqualityComparer.Instance);

    private ScanSplitting(ScanParts parts)
    {
        _parts = parts;
        _states = new(parts.States, ReferenceEqualityComparer.Instance);
        _body = Graph.Of([.. parts.Next, .. parts.Results]);
        foreach (var (inside, outside) in parts.Given) _outside[inside] = outside;
    }

    /// <summary>Returns the states after the last step, and the results of all steps, concatenated along the first axis.</summary>
    public static (IReadOnlyList<Value> States, IReadOnlyList<Value> Results) Of(ScanParts parts) => new ScanSplitting(parts).Split();

    private (IReadOnlyList<Value> States, IReadOnlyList<Value> Results) Split()
    {
        FindDependencies();
        FindLoop();
        foreach (var node in _body.Nodes)
            if (_early.Contains(node)) Lift(node);
        var last = Loop();
        foreach (var node in _body.Nodes)
            if (IsLate(node)) Lift(node);
        return (last, [.. _parts.Results.Select(result => Sequence(result))]);
    }

    // A node is early if it does not depend on a state and can be computed before the loop.
    private void FindDependencies()
    {
        foreach (var node in _body.Nodes)
        {
            if (node.Op == Op.Input)
            {
                if (_states.Contains(node.Outputs[0])) _recurrent.Add(node);
                if (Varies(node.Outputs[0])) _varying.Add(node);
                continue;
            }
            if (node.Inputs.Any(input => _recurrent.Contains(input.Node))) _recurrent.Add(node);
            if (StepLifting.Varies(node) && node.Inputs.Any(Varies)) _varying.Add(node);
            if (!_recurrent.Contains(node) && node.Inputs.All(input => input.Node.Op == Op.Input || _early.Contains(input.Node))
                && CanLift(node)) _early.Add(node);
        }
    }

    // Finds the nodes of the loop: those that the next states need and that are not early, and those that cannot be computed for all steps
    // at once, with the nodes that these need.
    private void FindLoop()
    {
        var open = new Stack<Node>([.. _parts.Next.Select(next => next.Node),
            .. _body.Nodes.Where(node => node.Op != Op.Input && !CanLift(node))]);
        while (open.TryPop(out var node))
        {
            if (node.Op == Op.Input || _early.Contains(node) || !_loop.Add(node)) continue;
            foreach (var input in node.Inputs) open.Push(input.Node);
        }
    }

    private Value[] Loop()
    {
        var emitted = Emitted();
        if (_states.Count == 0 && emitted.Length == 0) return [];
        var inside = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var state in _parts.States) inside[state] = state;
        var (slices, sequences, outer, same) = (new List<Value>(), new List<Value>(), new List<Value>(), new List<Value>());
        foreach (var node in _body.Nodes)
        {
            if (!_loop.Contains(node)) continue;
            var within = node.With([.. node.Inputs.Select(Inside)]);
            for (var i = 0; i < node.Outputs.Count; i++) inside[node.Outputs[i]] = within.Outputs[i];
        }
        Value[] next = [.. _parts.Next.Select(Inside)], results = [.. emitted.Select(Inside)];
        // The engine gets the number of steps from the scanned inputs, so the loop needs at least one.
        if (slices.Count == 0) Slice(_parts.Given.First(given => given.Value.Varies).Key);

        KeyValuePair<string, Value>[] outputs =
        [
            .. next.Select((value, i) => KeyValuePair.Create(Ops.Numbered("next", i), value)),
            .. results.Select((value, i) => KeyValuePair.Create(Ops.Numbered("result", i), value)),
        ];
        var body = Graph.Of([.. _parts.States, .. slices, .. outer], outputs);
        var node2 = Ops.ScanNode(_parts.First, sequences, same, body, 0, _parts.IsReversed);
        for (var i = 0; i < emitted.Length; i++) _outside[emitted[i]] = new(node2.Outputs[next.Length + i], true);
        return [.. node2.Outputs.Take(next.Length)];

        Value Inside(Value value)
        {
            if (inside.TryGetValue(value, out var known)) return known;
            if (value.Node.Op == Op.Constant && !_parts.Given.ContainsKey(value)) return value;
            if (_outside[value].Varies) return Slice(value);
            outer.Add(Ops.Input(Ops.Numbered("outer", outer.Count), value.Shape, value.Type));
            same.Add(_outside[value].Value);
            return inside[value] = outer[^1];
        }

        Value Slice(Value value)
        {
            slices.Add(Ops.Input(Ops.Numbered("slice", slices.Count), value.Shape, value.Type));
            sequences.Add(_outside[value].Value);
            return inside[value] = slices[^1];
        }
    }

    // Returns the values that the loop computes and that are read after it.
    private Value[] Emitted()
    {
        var emitted = new List<Value>();
        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var value in _body.Nodes.Where(IsLate).SelectMany(node => node.Inputs).Concat(_parts.Results))
            if ((_loop.Contains(value.Node) || _states.Contains(value)) && seen.Add(value)) emitted.Add(value);
        return [.. emitted];
    }

    private bool IsLate(Node node) => node.Op != Op.Input && !_early.Contains(node) && !_loop.Contains(node);

    private bool Varies(Value value) =>
        _states.Contains(value) || (_outside.TryGetValue(value, out var outside) ? outside.Varies : _varying.Contains(value.Node));

    private bool CanLift(Node node)
    {
        var varies = new bool[node.Inputs.Count];
        for (var i = 0; i < varies.Length; i++) varies[i] = Varies(node.Inputs[i]);
        return !Array.Exists(varies, varying => varying) || StepLifting.CanLift(node, varies);
    }

    private void Lift(Node node)
    {
        var lifted = StepLifting.Lift(node, [.. node.Inputs.Select(input => _outside[input])]);
        for (var i = 0; i < lifted.Count; i++) _outside[node.Outputs[i]] = lifted[i];
    }

    // Returns a result of all steps. A value that is the same in every step is repeated for each step.
    private Value Sequence(Value result) =>
        _outside[result] is { Varies: true } sequence
            ? sequence.Value : StepLifting.RepeatForSteps(_outside[result].Value, _parts.Given.Values.First(given => given.Varies).Value);
}
