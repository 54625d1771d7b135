namespace Layers;

/// <summary>A layer or model compiled for prediction, until a weight changes.</summary>
internal sealed class Predictor
{
    private volatile Compiled? _compiled;
    private volatile bool _isDisposed;

    /// <summary>Whether it was disposed: it compiles no more.</summary>
    public bool IsDisposed => _isDisposed;

    /// <summary>What was compiled last, while its weights are what they were; null otherwise. Not entered, so only for what is
    /// managed.</summary>
    public Compiled? Ready => _compiled is { IsStale: false } ready ? ready : null;

    /// <summary>What runs for some inputs, entered: the caller leaves it. Compiled once for each set of weights and type of the first
    /// input; the types of the others do not change.</summary>
    /// <remarks>Whoever got it before the weights changed goes on with the old weights, whole; whoever asks while they change waits for the
    /// new ones, whole. What was compiled from old weights is freed when its last user is done.</remarks>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public Compiled For(Layer layer, IReadOnlyList<Value> inputs)
    {
        if (Entered(inputs[0]) is { } known) return known;
        using (WeightChanges.Together())
        {
            if (_isDisposed) throw Throw.Disposed(layer);
            if (Entered(inputs[0]) is { } other) return other;
            var freshness = new Freshness();
            var compiled = layer.Compile(inputs, freshness);
            compiled.TryEnter();
            Replace(compiled);
            return compiled;
        }
    }

    /// <summary>Compiles anew at the next prediction: the layers are others.</summary>
    public void Forget()
    {
        using (WeightChanges.Together()) Replace(null);
    }

    /// <summary>Compiles no more. Whoever predicts goes on to the end.</summary>
    public void Dispose()
    {
        using (WeightChanges.Together())
        {
            _isDisposed = true;
            Replace(null);
        }
    }

    /// <summary>The layer's graph with its weights as constants.</summary>
    /// <param name="layer">Whose weights they are.</param>
    /// <param name="outputs">What it gives, by name.</param>
    /// <param name="freshness">Expires when one of the weights changes; null where nobody asks.</param>
    /// <param name="inputs">The inputs of the graph, in their order; states become constants as weights do. Null for the inputs that the
    /// outputs read, in the order they reach them; states stay open.</param>
    public static Graph Freeze(Layer layer, IEnumerable<KeyValuePair<string, Value>> outputs, Freshness? freshness = null, IReadOnlyList<Value>? inputs = null)
    {
        var values = new Dictionary<Value, TensorData>();
        using (WeightChanges.Together())
            foreach (var weight in inputs is null ? layer.Weights : layer.Weights.Concat(layer.States))
            {
                if (freshness is not null) weight.Watch(freshness);
                values.Add(weight.Symbol, weight.Value);
            }
        var graph = inputs is null ? Graph.Of(outputs) : Graph.Of([.. inputs, .. values.Keys], outputs);
        return graph.Freeze(values).Optimize();
    }

    private Compiled? Entered(Value input) => Ready is { } ready && ready.IsFor(input) && ready.TryEnter() ? ready : null;

    private void Replace(Compiled? compiled)
    {
        var old = _compiled;
        _compiled = compiled;
        old?.Release();
    }
}
