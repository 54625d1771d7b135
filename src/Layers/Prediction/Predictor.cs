namespace Layers;

/// <summary>The compiled form of a layer or model for prediction. It is valid until a weight changes.</summary>
internal sealed class Predictor
{
    private volatile Compiled? _compiled;
    private volatile bool _isDisposed;

    /// <summary>Whether the layer or model was disposed, so that it compiles no more.</summary>
    public bool IsDisposed => _isDisposed;

    /// <summary>The compiled form, if its weights are still current; otherwise null. The caller has not entered it, so only its managed
    /// parts may be used.</summary>
    public Compiled? Ready => _compiled is { IsStale: false } ready ? ready : null;

    /// <summary>Returns the compiled form for some inputs. The caller has entered it and must leave it. It is compiled once for each set of
    /// weights and each type of the first input; the types of the other inputs do not change.</summary>
    /// <remarks>A caller that got it before the weights changed continues with all of the old weights. A caller that asks during a change
    /// waits, and gets all of the new weights. The form with the old weights is freed when its last user has left.</remarks>
    /// <exception cref="ObjectDisposedException">The layer or model was disposed.</exception>
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

    /// <summary>Discards the compiled form because the layers have changed. The next prediction compiles again.</summary>
    public void Forget()
    {
        using (WeightChanges.Together()) Replace(null);
    }

    /// <summary>Drops the compiled form and prevents compiling again. Running predictions continue to their end.</summary>
    public void Dispose()
    {
        using (WeightChanges.Together())
        {
            _isDisposed = true;
            Replace(null);
        }
    }

    /// <summary>Returns the layer's graph with its weights as constants.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="outputs">The outputs, by name.</param>
    /// <param name="freshness">Expires when one of the weights changes; null for none.</param>
    /// <param name="inputs">The inputs of the graph, in their order; states then become constants like weights. If it is null, the graph
    /// has the inputs that the outputs depend on, in the order in which they are found, and states stay inputs.</param>
    public static Graph Freeze(Layer layer, IEnumerable<KeyValuePair<string, Value>> outputs, Freshness? freshness = null,
        IReadOnlyList<Value>? inputs = null)
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
