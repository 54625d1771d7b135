namespace Layers;

/// <summary>A layer or model compiled for prediction, until a weight changes.</summary>
internal sealed class Predictor : IDisposable
{
    private volatile Compiled? _compiled;

    /// <summary>What runs for inputs of a type; compiled once for each set of weights.</summary>
    /// <remarks>Whoever got it before the weights changed goes on with the old weights, whole; whoever asks while they change waits for the
    /// new ones, whole. The old session is left to the garbage collector, since nobody knows who still runs it.</remarks>
    public Compiled For(Layer layer, TensorType input, Func<Freshness, Graph> graph)
    {
        if (_compiled is { IsStale: false } known && known.Input == input) return known;
        using (WeightChanges.Together())
        {
            if (_compiled is { IsStale: false } other && other.Input == input) return other;
            var freshness = new Freshness();
            return _compiled = new Compiled(layer, input, graph(freshness), freshness);
        }
    }

    /// <summary>Compiles anew at the next prediction: the layers are others.</summary>
    public void Forget() => _compiled = null;

    public void Dispose() => _compiled?.Dispose();

    /// <summary>The layer's graph with its weights as constants.</summary>
    /// <param name="layer">Whose weights they are.</param>
    /// <param name="outputs">What it gives, by name.</param>
    /// <param name="freshness">Expires when one of the weights changes; null where nobody asks.</param>
    /// <param name="inputs">The graph's inputs in their order; null for those that the outputs read, in the order they reach them.</param>
    public static Graph Freeze(Layer layer, IEnumerable<KeyValuePair<string, Value>> outputs, Freshness? freshness = null, IReadOnlyList<Value>? inputs = null)
    {
        var values = new Dictionary<Value, TensorData>();
        using (WeightChanges.Together())
            foreach (var weight in layer.Weights)
            {
                if (freshness is not null) weight.Watch(freshness);
                values.Add(weight.Symbol, weight.Value);
            }
        var graph = inputs is null ? Graph.Of(outputs) : Graph.Of([.. inputs, .. values.Keys], outputs);
        return graph.Freeze(values).Optimize();
    }
}
