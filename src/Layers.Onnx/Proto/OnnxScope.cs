using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>The names of one graph of a file, and those around it that a body may read.</summary>
internal sealed class OnnxScope(OnnxScope? outer)
{
    private readonly Dictionary<string, Value> _values = [];

    /// <summary>The inputs that stand for what was taken from around the graph, in order.</summary>
    public List<Value> Taken { get; } = [];

    /// <summary>What they stand for.</summary>
    public List<Value> TakenFrom { get; } = [];

    public void Define(string name, Value value)
    {
        if (!_values.TryAdd(name, value)) throw Throw.DefinedTwice(name);
    }

    public Value Find(string name, string reader) => Find(name) ?? throw Throw.UndefinedValue(name, reader);

    /// <summary>What the graph itself has under a name; null where it has nothing.</summary>
    public Value? Own(string name) => _values.GetValueOrDefault(name);

    private Value? Find(string name)
    {
        if (Own(name) is { } own) return own;
        if (outer?.Find(name) is not { } value) return null;
        var input = Ops.Input(name, value.Shape, value.Type);
        Taken.Add(input);
        TakenFrom.Add(value);
        return _values[name] = input;
    }
}
