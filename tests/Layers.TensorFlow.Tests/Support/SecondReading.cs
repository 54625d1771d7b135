using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow.Tests;

/// <summary>Reads a written file again, as far as this is possible without TensorFlow. If TensorFlow's list of operators is available,
/// checks the file against the list.</summary>
internal static class SecondReading
{
    private static readonly Lazy<Dictionary<string, OpDef>?> s_operators = new(Operators);

    public static void Check(string folder)
    {
        var model = SavedModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "saved_model.pb")));
        Assert.That(Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName), Is.EqualTo(new[] { "saved_model.pb" }),
            "one file is a whole model");
        var meta = model.MetaGraphs.Single();
        var nodes = meta.GraphDef.Node.ToDictionary(node => node.Name);
        var faults = Faults(meta.GraphDef.Node, [], isFunction: false).ToList();
        foreach (var function in meta.GraphDef.Library?.Function ?? [])
        {
            faults.AddRange(Faults(function.NodeDef, [.. function.Signature.InputArg.Select(argument => argument.Name)], isFunction: true));
            var inside = function.NodeDef.ToDictionary(node => node.Name);
            faults.AddRange(function.Ret.Values.Where(source => source.Contains(':', StringComparison.Ordinal)
                && !inside.ContainsKey(source.Split(':')[0])).Select(source => $"{function.Signature.Name} returns {source}"));
        }
        foreach (var (name, signature) in meta.SignatureDef)
            faults.AddRange(signature.Inputs.Concat(signature.Outputs).Where(pair => !nodes.ContainsKey(pair.Value.Name.Split(':')[0]))
                .Select(pair => $"{name} has {pair.Key}, which is {pair.Value.Name}"));
        Assert.That(faults, Is.Empty);
    }

    private static IEnumerable<string> Faults(IEnumerable<NodeDef> nodes, HashSet<string> arguments, bool isFunction)
    {
        var outputs = arguments.ToHashSet();
        var names = new HashSet<string>();
        foreach (var node in nodes)
        {
            if (!names.Add(node.Name)) yield return $"two nodes are named {node.Name}";
            if (!System.Text.RegularExpressions.Regex.IsMatch(node.Name,
                @"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$")) yield return $"{node.Name} is no name of a node";
            foreach (var input in node.Input)
                if (input.StartsWith('^') ? !names.Contains(input[1..]) : !outputs.Contains(input)) yield return $"{node.Name} reads " +
                    $"{input}, which no node before it gives";
            var count = 0;
            foreach (var place in TensorFlowOps.Of(node.Op).Outputs)
            {
                var several = place.IsList ? node.Attr[place.Type].List.Type.Count : place.Count is { } counter ? (int)node.Attr[counter].I
                    : 1;
                for (var i = 0; i < several; i++, count++) outputs.Add(isFunction ? $"{node.Name}:{place.Name}:{i}" : count == 0
                    ? node.Name : $"{node.Name}:{count}");
            }
            foreach (var fault in OfOperator(node)) yield return fault;
        }
    }

    // TensorFlow's own list has the required and optional attributes, the number of inputs, and the names of outputs.
    private static IEnumerable<string> OfOperator(NodeDef node)
    {
        if (s_operators.Value is not { } operators) yield break;
        if (!operators.TryGetValue(node.Op, out var known))
        {
            yield return $"{node.Name}: TensorFlow has no operator {node.Op}";
            yield break;
        }
        var attributes = known.Attr.ToDictionary(attribute => attribute.Name);
        foreach (var name in node.Attr.Keys.Where(name => !attributes.ContainsKey(name)
            && !name.StartsWith('_'))) yield return $"{node.Name}: {node.Op} has no attribute {name}";
        foreach (var attribute in known.Attr)
        {
            if (!node.Attr.TryGetValue(attribute.Name, out var value))
            {
                if (attribute.DefaultValue is null) yield return $"{node.Name}: {node.Op} needs the attribute {attribute.Name}";
                continue;
            }
            var kind = value.ValueCase switch
            {
                AttrValue.ValueOneofCase.S => "string",
                AttrValue.ValueOneofCase.I => "int",
                AttrValue.ValueOneofCase.F => "float",
                AttrValue.ValueOneofCase.B => "bool",
                AttrValue.ValueOneofCase.Type => "type",
                AttrValue.ValueOneofCase.Shape => "shape",
                AttrValue.ValueOneofCase.Tensor => "tensor",
                AttrValue.ValueOneofCase.Func => "func",
                _ => "list",
            };
            if (attribute.Type.Split('(')[0] != kind) yield return $"{node.Name}: {attribute.Name} of {node.Op} is {attribute.Type}, not " +
                $"{kind}";
        }
        var inputs = known.InputArg.Sum(argument => argument.NumberAttr.Length > 0 ? (int)node.Attr[argument.NumberAttr].I
            : argument.TypeListAttr.Length > 0 ? node.Attr[argument.TypeListAttr].List?.Type.Count ?? 0 : 1);
        if (inputs != node.Input.Count(input => !input.StartsWith('^'))) yield return $"{node.Name}: {node.Op} takes {inputs} inputs";
        if (!known.OutputArg.Select(argument => argument.Name).SequenceEqual(TensorFlowOps.Of(node.Op).Outputs.Select(place =>
            place.Name))) yield return $"{node.Op} has other outputs";
    }

    private static unsafe Dictionary<string, OpDef>? Operators()
    {
        if (!RealTensorFlow.IsThere) return null;
        TensorFlowLibrary.Require();
        var buffer = Native.TF_GetAllOpList();
        var list = OpList.Parser.ParseFrom(new ReadOnlySpan<byte>(buffer->Data, (int)buffer->Length));
        Native.TF_DeleteBuffer(buffer);
        return list.Op.ToDictionary(op => op.Name);
    }
}
