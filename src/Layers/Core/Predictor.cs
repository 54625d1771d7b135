namespace Layers;

/// <summary>A layer or model compiled for prediction: its graph with the weights as constants, in ONNX Runtime, until a weight changes.</summary>
internal sealed class Predictor : IDisposable
{
    private readonly Lock _lock = new();
    private volatile Compiled? _compiled;

    /// <summary>What runs for inputs of a type; compiled once for each set of weights.</summary>
    /// <remarks>Whoever got a session before the weights changed goes on with the old weights, whole. The old session is left to the
    /// garbage collector, since nobody knows who still runs it.</remarks>
    public OnnxSession For(Layer layer, TensorType input, Func<Graph> graph)
    {
        var versions = Versions(layer);
        var compiled = _compiled;
        if (compiled is not null && compiled.Input == input && compiled.Versions == versions) return compiled.Session;
        lock (_lock)
        {
            if (_compiled is { } other && other.Input == input && other.Versions == versions) return other.Session;
            compiled = new Compiled(input, versions, new OnnxSession(graph()));
            _compiled = compiled;
            return compiled.Session;
        }
    }

    public void Dispose() => _compiled?.Session.Dispose();

    /// <summary>The layer's graph with its weights as constants.</summary>
    public static Graph Freeze(Layer layer, IEnumerable<KeyValuePair<string, Value>> outputs) =>
        Graph.Of(outputs).Freeze(layer.Weights.ToDictionary(weight => weight.Symbol, weight => weight.Value)).FoldConstants().RemoveDuplicates();

    private static long Versions(Layer layer)
    {
        long sum = 0;
        foreach (var weight in layer.Weights) sum += weight.Version;
        return sum;
    }

    private sealed record Compiled(TensorType Input, long Versions, OnnxSession Session);
}
