using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>The named values of a graph in a file, and those of the graphs around it, which a body may read.</summary>
internal sealed class OnnxScope(OnnxScope? outer)
{
    private readonly Dictionary<string, Value> _values = [];

    /// <summary>The inputs for values from the graphs around, in order.</summary>
    public List<Value> OuterInputs { get; } = [];

    /// <summary>The values from the graphs around, one for each of <see cref="OuterInputs"/>.</summary>
    public List<Value> OuterValues { get; } = [];

    public void Define(string name, Value value)
    {
        if (!_values.TryAdd(name, value)) throw Throw.DefinedTwice(name);
    }

    public Value Find(string name, string reader) => Find(name) ?? throw Throw.UndefinedValue(name, reader);

    /// <summary>Returns the graph's own value of a name; null if it has none.</summary>
    public Value? Own(string name) => _values.GetValueOrDefault(name);

    private Value? Find(string name)
    {
        if (Own(name) is { } own) return own;
        if (outer?.Find(name) is not { } value) return null;
        var input = Ops.Input(name, value.Shape, value.Type);
        OuterInputs.Add(input);
        OuterValues.Add(value);
        return _values[name] = input;
    }
}
