namespace Layers.Graphs;

/// <summary>Types and shapes of operators that run a body once for each step.</summary>
internal static partial class Inference
{
    public static TensorType[] Scanned(Node node)
    {
        var (body, inputs) = (node.Body!, BodyInputs(node, node.Inputs));
        var (states, scans) = (node.States, node.Scans);
        if (states < 0 || scans < 1 || scans > inputs.Length - states || body.Inputs.Count != inputs.Length || body.Outputs.Count < states)
            throw Throw.NotAScan(node, body);
        for (var i = 0; i < inputs.Length; i++)
            if (body.Inputs[i].Type != inputs[i].Type || !body.Inputs[i].Shape.MayBe(inputs[i].Shape))
                throw Throw.BodyDoesNotFit(i, inputs[i], body.Inputs[i]);
        for (var i = 0; i < states; i++)
            if (body.Outputs[i].Value is var next && (next.Type != inputs[i].Type || !next.Shape.MayBe(inputs[i].Shape)))
                throw Throw.StateChanges(i, inputs[i], next);
        var steps = Steps(node);
        return
        [
            .. inputs[..states],
            .. body.Outputs.Skip(states).Select((output, i) =>
            {
                var axis = Shapes.Axis(ScanSetting(node, "scan_output_axes", i, body.Outputs.Count - states), output.Value.Shape.Rank + 1,
                    node.Op);
                return new TensorType(output.Value.Type, [.. output.Value.Shape[..axis], steps, .. output.Value.Shape[axis..]]);
            }),
        ];
    }

    /// <summary>Returns the type of the value for each input of a body: states, slices of scanned inputs, and inputs that are the same in
    /// every step.</summary>
    public static TensorType[] BodyInputs(Node node, IReadOnlyList<Value> inputs) =>
        [.. inputs.Select((input, i) => new TensorType(input.Type,
            i >= node.States && i < node.States + node.Scans ? Slice(node, input, i - node.States) : input.Shape))];

    private static Shape Slice(Node node, Value input, int scan)
    {
        var axis = ScanAxis(node, input, scan);
        return [.. input.Shape[..axis], .. input.Shape[(axis + 1)..]];
    }

    private static Dim Steps(Node node)
    {
        Dim? steps = null;
        for (var scan = 0; scan < node.Scans; scan++)
        {
            var input = node.Inputs[node.States + scan];
            var size = input.Shape[ScanAxis(node, input, scan)];
            if (steps is { IsKnown: true } known && size.IsKnown && size != known) throw Throw.StepsDiffer(known, size);
            if (steps is not { IsKnown: true }) steps = size.IsKnown ? size : steps ?? size;
        }
        return steps!.Value;
    }

    private static int ScanAxis(Node node, Value input, int scan) =>
        Shapes.Axis(ScanSetting(node, "scan_input_axes", scan, node.Scans), input.Shape.Rank, node.Op);

    private static long ScanSetting(Node node, string name, int index, int count) =>
        !node.Attributes.TryGetValue(name, out var list)
            ? 0 : (long[])list is var settings && settings.Length == count
            ? settings[index] : throw Throw.WrongSettingCount(node.Op, name, count);
}
