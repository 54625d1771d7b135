namespace Layers.Graphs;

/// <summary>The parts of a <see cref="Op.Scan"/> that steps along the first axis in one direction.</summary>
/// <param name="First">The states before the first step.</param>
/// <param name="States">The inputs of the body for the states.</param>
/// <param name="Given">The other inputs of the body, each with its value outside of the body: for all steps, or the same in every
/// step.</param>
/// <param name="Next">The states after a step, computed from <paramref name="States"/> and <paramref name="Given"/>.</param>
/// <param name="Results">The other outputs of a step.</param>
/// <param name="IsReversed">Whether the steps run from the last to the first.</param>
internal sealed record ScanParts(IReadOnlyList<Value> First, IReadOnlyList<Value> States, IReadOnlyDictionary<Value, Lifted> Given,
    IReadOnlyList<Value> Next, IReadOnlyList<Value> Results, bool IsReversed)
{
    /// <summary>Returns the parts of a node; null if the node steps along several axes or in several directions.</summary>
    public static ScanParts? Of(Node node)
    {
        var (body, states, scans) = (node.Body!, node.States, node.Scans);
        if (!IsAll(node, "scan_input_axes", 0) || !IsAll(node, "scan_output_axes", 0)) return null;
        var isReversed = IsAll(node, "scan_input_directions", 1) && node.Attributes.ContainsKey("scan_input_directions");
        var hasResults = body.Outputs.Count > states;
        if (!isReversed && !IsAll(node, "scan_input_directions", 0)) return null;
        if (hasResults && !(isReversed
            ? node.Attributes.ContainsKey("scan_output_directions") && IsAll(node, "scan_output_directions", 1)
            : IsAll(node, "scan_output_directions", 0))) return null;
        var given = new Dictionary<Value, Lifted>(ReferenceEqualityComparer.Instance);
        for (var i = states; i < body.Inputs.Count; i++) given[body.Inputs[i]] = new(node.Inputs[i], i < states + scans);
        return new([.. node.Inputs.Take(states)], [.. body.Inputs.Take(states)], given,
            [.. body.Outputs.Take(states).Select(output => output.Value)], [.. body.Outputs.Skip(states).Select(output => output.Value)],
                isReversed);
    }

    /// <summary>Returns the parts with products of three factors in another order: first the two factors that do not depend on a state, so
    /// that the loop has one product less. This changes the last bits of the results.</summary>
    public ScanParts Reassociated()
    {
        var recurrent = new HashSet<Node>(States.Select(state => state.Node));
        var map = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var node in Graph.Of([.. Next, .. Results]).Nodes)
        {
            var current = node.With([.. node.Inputs.Select(input => map[input])]);
            if (current.Inputs.Any(IsRecurrent))
            {
                current = Ordered(current);
                recurrent.Add(current);
            }
            for (var i = 0; i < node.Outputs.Count; i++) map[node.Outputs[i]] = current.Outputs[i];
        }
        return this with { Next = [.. Next.Select(value => map[value])], Results = [.. Results.Select(value => map[value])] };

        bool IsRecurrent(Value value) => recurrent.Contains(value.Node);

        Node Ordered(Node product)
        {
            if (Factors(product) is not ({ } inner, { } factor) || Factors(inner.Node) is not ({ } moving, { } other)) return product;
            return Ops.Mul(moving, Ops.Mul(other, factor)).Node;
        }

        // Returns the factor that depends on a state, and the factor that does not.
        (Value? Moving, Value? Other) Factors(Node node) => node.Op != Op.Mul ? default
            : (IsRecurrent(node.Inputs[0]), IsRecurrent(node.Inputs[1])) switch
            {
                (true, false) => (node.Inputs[0], node.Inputs[1]),
                (false, true) => (node.Inputs[1], node.Inputs[0]),
                _ => default,
            };
    }

    private static bool IsAll(Node node, string name, long number) =>
        !node.Attributes.TryGetValue(name, out var list) || Array.TrueForAll((long[])list, setting => setting == number);
}
