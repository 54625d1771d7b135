using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Writes a loop as <c>StatelessWhile</c>, with a function for the condition and one for the step.</summary>
/// <remarks>Keras writes loops in the same way. Every runtime since TensorFlow 2.0 supports it. The file stays small for many steps, and
/// the number of steps may be unknown; unrolled steps have neither advantage.</remarks>
internal static class LoopRules
{
    public static Port[] Scan(NodeWriter to, Node node, Port[] inputs)
    {
        var (body, states, scans) = (node.Body!, node.States, node.Scans);
        var results = body.Outputs.Count - states;
        var (axes, ends) = (Settings(node, "scan_input_axes", scans), Settings(node, "scan_output_axes", results));
        var (backward, filled) = (Settings(node, "scan_input_directions", scans), Settings(node, "scan_output_directions", results));
        var first = node.Inputs[states];
        var steps = to.Size(inputs[states], Axis(axes[0], first.Shape.Rank));
        var types = body.Outputs.Skip(states).Select(output => output.Value.Type.ToTensorFlow()).ToList();
        var lists = types.Select(type => to.Call("TensorListReserve", [to.Int(-1), steps], ("element_dtype", type)));

        // The variables of the loop: the step, the number of steps, states, lists of results, and values that do not change.
        Port[] loop = [to.Int(0), steps, .. inputs[..states], .. lists, .. inputs[states..]];
        DataType[] round = Array.ConvertAll(loop, port => port.Type);
        var isLeft = to.Functions.Add("while_cond", round, (writer, own) => [writer.Call("Less", [own[0], own[1]])]);
        var step = to.Functions.Add("while_body", round, (writer, own) =>
        {
            var (before, given) = (own[2..(2 + states)], own[(2 + states + results)..]);
            Port At(bool isBackward) => isBackward ? writer.Call("Sub", [writer.Call("Sub", [own[1], writer.Int(1)]), own[0]]) : own[0];
            IEnumerable<Port> slices = given[..scans].Select((x, i) =>
                writer.Call("GatherV2", [x, At(backward[i] == 1), writer.Int(Axis(axes[i], node.Inputs[states + i].Shape.Rank))]));
            var next = GraphRules.Write(writer, body, [.. before, .. slices, .. given[scans..]]);
            var kept = next.Skip(states).Select((result, i) =>
                writer.Call("TensorListSetItem", [own[2 + states + i], At(filled[i] == 1), result]));
            return [writer.Call("AddV2", [own[0], writer.Int(1)]), own[1], .. next.Take(states), .. kept, .. given];
        });
        var done = to.CallAll("StatelessWhile", loop, ("cond", isLeft), ("body", step), ("_lower_using_switch_merge", true));
        return
        [
            .. done[2..(2 + states)],
            .. types.Select((type, i) => Joined(to, done[2 + states + i], type, node.Outputs[states + i].Shape, ends[i])),
        ];
    }

    // The list has the steps as its first axis.
    private static Port Joined(NodeWriter to, Port list, DataType type, Shape shape, long axis)
    {
        var at = Axis(axis, shape.Rank);
        int[] sizes = [.. shape.Where((_, other) => other != at).Select(dim => dim.IsKnown ? (int)dim.Size : -1)];
        var joined = to.Call("TensorListStack", [list, to.Ints(sizes)], ("element_dtype", type));
        return to.Transpose(joined, [.. Enumerable.Range(1, at), 0, .. Enumerable.Range(at + 1, shape.Rank - at - 1)]);
    }

    private static int Axis(long axis, int rank) => Shapes.Axis(axis, rank, Op.Scan);

    private static long[] Settings(Node node, string name, int count) =>
        node.Attributes.TryGetValue(name, out var numbers) ? (long[])numbers : new long[count];
}
