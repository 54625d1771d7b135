using System.Globalization;
using Google.Protobuf;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Writes the nodes of a graph, or of a function of a loop.</summary>
/// <param name="functions">The functions of the file.</param>
/// <param name="isFunction">Whether the nodes are in a function, where the reference to a node includes the name of its output.</param>
internal sealed partial class NodeWriter(FunctionLibrary functions, bool isFunction)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The nodes, each after its inputs.</summary>
    public List<NodeDef> Nodes { get; } = [];

    /// <summary>The nodes that must run first: each fills a table.</summary>
    public List<string> Initializers { get; } = [];

    public FunctionLibrary Functions => functions;

    /// <summary>Whether the nodes are in a function of a loop.</summary>
    public bool IsFunction => isFunction;

    /// <summary>Returns a unique name. Names differ in more than the case of letters, because some readers of TensorFlow's files ignore
    /// case.</summary>
    /// <param name="wish">Any text.</param>
    public string NewName(string wish)
    {
        var safe = SafeNames.OfNode(wish);
        if (_taken.Add(safe)) return safe;
        for (var i = 1; ; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{safe}_{i}");
            if (_taken.Add(name)) return name;
        }
    }

    /// <summary>Adds an argument of the function.</summary>
    public Port Argument(string name, DataType type)
    {
        _taken.Add(name);
        return new(name, 0, type, name);
    }

    /// <summary>Adds a node, and returns its first output.</summary>
    /// <inheritdoc cref="CallAll"/>
    public Port Call(string op, IReadOnlyList<Port> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        CallAll(op, inputs, attributes)[0];

    /// <summary>Adds a node, and returns its outputs.</summary>
    /// <param name="op">A name in <see cref="TensorFlowOps"/>.</param>
    /// <param name="inputs">The inputs; type attributes follow from them.</param>
    /// <param name="attributes">The other attributes.</param>
    public Port[] CallAll(string op, IReadOnlyList<Port> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var (form, node) = (TensorFlowOps.Of(op), new NodeDef { Name = NewName(op), Op = op });
        node.Input.AddRange(inputs.Select(input => input.Reference));
        foreach (var (name, value) in attributes) node.Attr.Add(name, Attribute(value));
        var next = 0;
        foreach (var place in form.Inputs) next = AddTypes(node, place, inputs, next, inputs.Count - (form.Inputs.Count - 1));
        if (next != inputs.Count) throw Throw.WrongInputs(op, inputs.Count);
        Nodes.Add(node);
        return [.. form.Outputs.SelectMany(place => Places(node, place)).Select((place, i) => PortOf(node, i, place))];
    }

    /// <summary>Adds a node without outputs.</summary>
    public string Run(string op, IReadOnlyList<Port> inputs, IEnumerable<string>? after = null)
    {
        CallAll(op, inputs);
        Nodes[^1].Input.AddRange((after ?? []).Select(name => "^" + name));
        return Nodes[^1].Name;
    }

    /// <summary>Adds a node with a given name, to which a number is appended if the name is taken, and returns its first output.</summary>
    public Port Named(string wish, string op, IReadOnlyList<Port> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var port = Call(op, inputs, attributes);
        var node = Nodes[^1];
        node.Name = NewName(wish);
        return port with { Node = node.Name, Reference = node.Name };
    }

    public static AttrValue Attribute(object value) => value switch
    {
        DataType type => new() { Type = type },
        bool truth => new() { B = truth },
        long number => new() { I = number },
        string text => new() { S = ByteString.CopyFromUtf8(text) },
        long[] numbers => new() { List = new() { I = { numbers } } },
        string[] texts => new() { List = new() { S = { texts.Select(ByteString.CopyFromUtf8) } } },
        DataType[] types => new() { List = new() { Type = { types } } },
        TensorData data => new() { Tensor = TensorProtos.Of(data) },
        Shape shape => new() { Shape = TensorProtos.Of(shape) },
        NameAttrList function => new() { Func = function },
        _ => throw Throw.NoAttribute(value),
    };

    private static int AddTypes(NodeDef node, TensorFlowOp.Argument place, IReadOnlyList<Port> inputs, int next, int several)
    {
        // No operator in the table has two inputs with a list of values.
        var count = place.IsList || place.Count is not null ? several : 1;
        if (place.Count is { } counter) node.Attr[counter] = Attribute((long)count);
        if (place.IsList) node.Attr[place.Type] = Attribute(inputs.Skip(next).Select(input => input.Type).ToArray());
        else if (char.IsUpper(place.Type[0]) || IsAttribute(place.Type))
        {
            if (count > 0 && !node.Attr.ContainsKey(place.Type)) node.Attr.Add(place.Type, Attribute(inputs[next].Type));
        }
        return next + count;
    }

    // Types are lower-case, and attributes have a capital or an underscore.
    private static bool IsAttribute(string type) => type.Contains('_') || type is "dtype" or "type";

    private static IEnumerable<(string Name, int Index, DataType Type)> Places(NodeDef node, TensorFlowOp.Argument place)
    {
        if (place.IsList) return node.Attr[place.Type].List.Type.Select((type, i) => (place.Name, i, type));
        var one = char.IsUpper(place.Type[0]) || IsAttribute(place.Type) ? node.Attr[place.Type].Type : Enum.Parse<DataType>(place.Type,
            ignoreCase: true);
        return Enumerable.Range(0, place.Count is { } counter ? (int)node.Attr[counter].I : 1).Select(i => (place.Name, i, one));
    }

    private Port PortOf(NodeDef node, int index, (string Name, int Index, DataType Type) place) =>
        new(node.Name, index, place.Type, isFunction
            ? string.Create(CultureInfo.InvariantCulture, $"{node.Name}:{place.Name}:{place.Index}")
            : index == 0 ? node.Name : string.Create(CultureInfo.InvariantCulture, $"{node.Name}:{index}"));
}
