using System.Globalization;

namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Runs a body once for each step along an axis. Each step reads the states that the step before returned.</summary>
    /// <remarks>A value that the body uses from outside and that does not depend on the step, such as a weight, is computed once, before
    /// the first step. If there are no steps, the states are returned unchanged.</remarks>
    /// <param name="states">The states before the first step. Their types and shapes are the same in each step.</param>
    /// <param name="xs">One or more values that are scanned, one slice a step. The axis has the same size in each.</param>
    /// <param name="body">The body. Its arguments are the states and the slices of <paramref name="xs"/>, which do not have the axis. It
    /// returns the next states, one for each state, and the results of the step.</param>
    /// <param name="axis">The axis of the steps, in <paramref name="xs"/> and in the results; default the first. Negative axes count from
    /// the end.</param>
    /// <param name="reverse">Whether to run from the last step to the first. The results keep the order of the steps. Default
    /// false.</param>
    /// <returns>The states after the last step, and the results of the steps, joined along <paramref name="axis"/>.</returns>
    /// <exception cref="ArgumentException">There is no value to scan, sizes differ, or a state changes its type or shape.</exception>
    public static (IReadOnlyList<Value> States, IReadOnlyList<Value> Results) Scan(IReadOnlyList<Value> states, IReadOnlyList<Value> xs,
        Func<IReadOnlyList<Value>, IReadOnlyList<Value>, (IReadOnlyList<Value> Next, IReadOnlyList<Value> Results)> body, int axis = 0,
            bool reverse = false)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(body);
        if (xs.Count == 0) throw Throw.NothingToScan();
        Value[] first = [.. states.Select(state => Strong(state))];
        var steps = xs[0].Shape[Shapes.Axis(axis, xs[0].Shape.Rank, Op.Scan)];
        if (steps.IsKnown && steps.Size > 0) return Run(first, xs, body, axis, reverse);
        // ONNX Runtime crashes in a Scan without steps. Therefore one step is added if there is none, and its results are discarded. The
        // steps are counted once, so that all results have the same size name.
        var count = Count(xs[0], axis);
        var more = Range(0, Max(1 - count, 0), 1);
        var (last, results) = Run(first, [.. xs.Select(x => WithSteps(x, axis, more))], body, axis, reverse);
        return ([.. last.Select((state, i) => Where(Equal(count, 0), first[i], state))],
            [.. results.Select(result => Gather(result, Range(0, count, 1), axis))]);
    }

    /// <summary>Runs a body along the first axis, for callers that know that there is at least one step.</summary>
    internal static (IReadOnlyList<Value> States, IReadOnlyList<Value> Results) ScanSteps(IReadOnlyList<Value> states,
        IReadOnlyList<Value> xs,
        Func<IReadOnlyList<Value>, IReadOnlyList<Value>, (IReadOnlyList<Value> Next, IReadOnlyList<Value> Results)> body,
            bool reverse) => Run([.. states], xs, body, 0, reverse);

    private static (IReadOnlyList<Value> States, IReadOnlyList<Value> Results) Run(Value[] first, IReadOnlyList<Value> xs,
        Func<IReadOnlyList<Value>, IReadOnlyList<Value>, (IReadOnlyList<Value> Next, IReadOnlyList<Value> Results)> body, int axis,
            bool reverse)
    {
        Value[] own =
        [
            .. first.Select((state, i) => Input(Numbered("state", i), state.Shape, state.Type)),
            .. xs.Select((x, i) => Input(Numbered("slice", i), Sliced(x, axis), x.Type)),
        ];
        var (next, results) = body(own[..first.Length], own[first.Length..]);
        if (next.Count != first.Length) throw Throw.WrongStateCount(first.Length, next.Count);
        KeyValuePair<string, Value>[] outputs =
        [
            .. next.Select((value, i) => KeyValuePair.Create(Numbered("next", i), i < first.Length ? Strong(value, first[i].Type) : value)),
            .. results.Select((value, i) => KeyValuePair.Create(Numbered("result", i), Strong(value))),
        ];
        var (closed, outer) = Closed(own, outputs);
        var node = ScanNode(first, xs, outer, closed, axis, reverse);
        return ([.. node.Outputs.Take(first.Length)], [.. node.Outputs.Skip(first.Length)]);
    }

    /// <summary>Creates the node that runs a body.</summary>
    internal static Node ScanNode(IReadOnlyList<Value> first, IReadOnlyList<Value> xs, IReadOnlyList<Value> outer, Graph body, int axis,
        bool reverse)
    {
        var results = body.Outputs.Count - first.Count;
        var attributes = new Dictionary<string, object>
        {
            ["body"] = body,
            ["num_scan_inputs"] = (long)xs.Count,
            [Node.StateCount] = (long)first.Count
        };
        if (axis != 0)
        {
            attributes["scan_input_axes"] = Repeated(axis, xs.Count);
            if (results > 0) attributes["scan_output_axes"] = Repeated(axis, results);
        }
        if (reverse)
        {
            attributes["scan_input_directions"] = Repeated(1, xs.Count);
            if (results > 0) attributes["scan_output_directions"] = Repeated(1, results);
        }
        return new Node(Op.Scan, [.. first, .. xs, .. outer], attributes);
    }

    // Moves nodes that depend on no input of the body out of it, because their results are the same in every step. The body gets the
    // results as more inputs. Constants stay inside: most are small, and a file can store them in the body.
    private static (Graph Body, IReadOnlyList<Value> Outer) Closed(Value[] own, KeyValuePair<string, Value>[] outputs)
    {
        var map = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var input in own) map[input] = input;
        var (outer, inner) = (new List<Value>(), new List<Value>());
        Value Inside(Value value)
        {
            if (map.TryGetValue(value, out var known)) return known;
            if (value.Node.Op == Op.Constant) return value;
            outer.Add(value);
            inner.Add(Input(Numbered("outer", inner.Count), value.Shape, value.Type));
            return map[value] = inner[^1];
        }

        foreach (var node in Graph.Of(outputs).Nodes)
        {
            if (!node.Inputs.Any(input => map.TryGetValue(input, out _) && !outer.Contains(input))) continue;
            var within = node.With([.. node.Inputs.Select(Inside)]);
            for (var i = 0; i < node.Outputs.Count; i++) map[node.Outputs[i]] = within.Outputs[i];
        }
        KeyValuePair<string, Value>[] results = [.. outputs.Select(output => KeyValuePair.Create(output.Key, Inside(output.Value)))];
        return (Graph.Of([.. own, .. inner], results), outer);
    }

    private static Value Count(Value x, int axis)
    {
        var at = Shapes.Axis(axis, x.Shape.Rank, Op.Scan);
        return x.Shape[at].IsKnown
            ? Constant(TensorData.Scalar(x.Shape[at].Size)) : Gather(ShapeOf(x), Constant(TensorData.Scalar((long)at)));
    }

    private static Value WithSteps(Value x, int axis, Value more)
    {
        var at = Shapes.Axis(axis, x.Shape.Rank, Op.Scan);
        Value[] sizes = [.. Enumerable.Range(0, x.Shape.Rank).Select(other => other == at ? Int64s(1) : Gather(ShapeOf(x), Int64s(other)))];
        var step = Expand(Constant(TensorData.Zeros(x.Type, Shape.Scalar)), Concat(sizes, 0));
        return Concat([x, Gather(step, more, at)], at);
    }

    private static Shape Sliced(Value x, int axis)
    {
        var at = Shapes.Axis(axis, x.Shape.Rank, Op.Scan);
        return [.. x.Shape[..at], .. x.Shape[(at + 1)..]];
    }

    private static long[] Repeated(long number, int count) => [.. Enumerable.Repeat(number, count)];

    /// <summary>Returns a name with a number, for example <c>state_1</c>.</summary>
    internal static string Numbered(string stem, int index) => string.Create(CultureInfo.InvariantCulture, $"{stem}_{index}");
}
