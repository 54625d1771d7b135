namespace Layers;

// How a layer or a model predicts.
public abstract partial class Layer
{
    /// <summary>What predicts; default <see cref="PredictEngine.Auto"/>. It is not saved, and a model's is that of the model, whatever its
    /// layers say.</summary>
    public PredictEngine Engine { get; set; }

    /// <summary>What its outputs are called in a graph of its own.</summary>
    internal virtual IReadOnlyList<string> OutputNames => [$"{Name}/output"];

    private protected Predictor Predictor { get; } = new();

    /// <summary>Runs the layer on data, as it predicts. Any number of threads may do so at once.</summary>
    /// <param name="x">The input, with the batch first; read in place.</param>
    /// <returns>The output.</returns>
    /// <exception cref="LayerException">The layer cannot work on an input of that type or shape, or has not been adapted.</exception>
    public TensorData Predict(TensorData x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireAdapted();
        return Predict([InputFor(x)], [x])[0];
    }

    /// <summary>Whether values that a layer cannot compute with are refused: a model's setting. A layer by itself computes as in
    /// Keras.</summary>
    private protected virtual bool RefusesValues => false;

    /// <summary>What computes it, and the checks of its layers.</summary>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="freshness">Expires when one of the weights changes.</param>
    internal Compiled Compile(IReadOnlyList<Value> inputs, Freshness freshness)
    {
        var record = CallRecord.ForPrediction();
        var (names, values) = (Apart(OutputNames, inputs), ApplyAll(inputs, record));
        // A young process compiles a query over pairs anew, and a loop not.
        var states = States;
        var outputs = new KeyValuePair<string, Value>[names.Count + states.Count];
        for (var i = 0; i < names.Count; i++) outputs[i] = new(names[i], values[i]);
        for (var i = 0; i < states.Count; i++) outputs[names.Count + i] = new($"next/{states[i].Path}", record.Updates.GetValueOrDefault(states[i], states[i].Symbol));
        foreach (var call in record.AdaptiveCalls) call.Layer.Watch(freshness);
        var graph = Predictor.Freeze(this, outputs, freshness);
        return new Compiled(this, inputs, states, graph, [.. record.Checks.Select(check => new CompiledCheck(check, this, inputs, states, freshness))], freshness);
    }

    /// <summary>Names of outputs in a graph, in which no input has one of them.</summary>
    private protected static IReadOnlyList<string> Apart(IReadOnlyList<string> names, IReadOnlyList<Value> inputs)
    {
        var taken = inputs.Select(input => input.Name!).ToHashSet();
        return names.Any(taken.Contains) ? [.. names.Select(name => taken.Contains(name) ? $"{name}/output" : name)] : names;
    }

    /// <summary>Refuses rows with a value that a layer cannot compute with, unless that is turned off.</summary>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="x">A tensor for each.</param>
    /// <param name="before">What the caller gave before.</param>
    /// <exception cref="LayerException">There is one.</exception>
    private protected void RequireRight(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData?> x, RowsBefore before)
    {
        if (!RefusesValues) return;
        var compiled = Predictor.For(this, inputs);
        try
        {
            compiled.RequireRight(x, Engine, before);
        }
        finally
        {
            compiled.Leave();
        }
    }

    /// <summary>The graph input that data goes into: the batch open, everything else as the data has it. A layer that was built for a known
    /// number of rows, as a normalization over axis 0 is, needs to see how many come.</summary>
    internal virtual Value InputFor(TensorData x) =>
        Ops.Input("input", x.Shape.Rank == 0 || InputShape is { Rank: > 0 } built && built[0].IsKnown ? x.Shape : x.Shape.With(0, KerasShapes.Batch), x.Type);

    /// <summary>Every output, from data for every input; null for one that may be left out.</summary>
    private protected IReadOnlyList<TensorData> Predict(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData?> x)
    {
        for (var i = 0; i < inputs.Count; i++)
            if (x[i] is { Shape.Rank: > 0 } batch && inputs[i].Shape[0].IsKnown && inputs[i].Shape[0] != batch.Shape[0]) throw Throw.WrongBatch(inputs[i], batch.Shape[0].Size);
        var compiled = Predictor.For(this, inputs);
        try
        {
            if (RefusesValues) compiled.RequireRight(x, Engine);
            return IndexFaults.Named(this, () => compiled.States.Count > 0 ? RunFrom(compiled, x) : compiled.Run(x, Engine));
        }
        finally
        {
            compiled.Leave();
        }
    }

    // One batch after the other, each from the states that the one before left.
    private TensorData[] RunFrom(Compiled compiled, IReadOnlyList<TensorData?> x)
    {
        var states = compiled.States;
        lock (states[0])
        {
            var results = compiled.Run(x, Engine);
            var outputs = results.Count - states.Count;
            WeightChanges.Set(states.Select((state, i) => (state, results[outputs + i])));
            return [.. results.Take(outputs)];
        }
    }
}
