namespace Layers;

// Prediction with a layer or a model.
public abstract partial class Layer
{
    /// <summary>The engine that predicts; default <see cref="PredictEngine.Auto"/>. It is not saved. A model uses its own engine and
    /// ignores the engines of its layers.</summary>
    public PredictEngine Engine { get; set; }

    /// <summary>The names of the layer's outputs in its own graph.</summary>
    internal virtual IReadOnlyList<string> OutputNames => [$"{Name}/output"];

    private protected Predictor Predictor { get; } = new();

    /// <summary>Runs the layer on data as in prediction. Any number of threads can call it at the same time.</summary>
    /// <param name="x">The input, with the batch first; read in place.</param>
    /// <returns>The output.</returns>
    /// <exception cref="LayerException">The layer cannot take an input of that type or shape, or is not adapted.</exception>
    public TensorData Predict(TensorData x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireAdapted();
        return Predict([InputFor(x)], [x])[0];
    }

    /// <summary>Whether to refuse values that a layer cannot compute with, which is a setting of models. A layer that is not in a model
    /// computes as in Keras.</summary>
    private protected virtual bool RefusesValues => false;

    /// <summary>Compiles the layer and the checks of its layers.</summary>
    /// <param name="inputs">The inputs of the layer.</param>
    /// <param name="freshness">Expires when one of the weights changes.</param>
    internal Compiled Compile(IReadOnlyList<Value> inputs, Freshness freshness)
    {
        var record = CallRecord.ForPrediction();
        var (names, values) = (WithoutInputNames(OutputNames, inputs), ApplyAll(inputs, record));
        // A loop, because a query over tuples needs additional JIT compilation at the start of a process.
        var states = States;
        var outputs = new KeyValuePair<string, Value>[names.Count + states.Count];
        for (var i = 0; i < names.Count; i++) outputs[i] = new(names[i], values[i]);
        for (var i = 0; i < states.Count; i++)
            outputs[names.Count + i] = new($"next/{states[i].Path}", record.Updates.GetValueOrDefault(states[i], states[i].Symbol));
        foreach (var call in record.AdaptiveCalls) call.Layer.Watch(freshness);
        var graph = Predictor.Freeze(this, outputs, freshness);
        return new Compiled(this, inputs, states, graph,
            [.. record.Checks.Select(check => new CompiledCheck(check, this, inputs, states, freshness))], freshness);
    }

    /// <summary>Returns the names of the outputs, with a suffix for names that an input also has.</summary>
    private protected static IReadOnlyList<string> WithoutInputNames(IReadOnlyList<string> names, IReadOnlyList<Value> inputs)
    {
        var taken = inputs.Select(input => input.Name!).ToHashSet();
        return names.Any(taken.Contains) ? [.. names.Select(name => taken.Contains(name) ? $"{name}/output" : name)] : names;
    }

    /// <summary>Throws for rows with a value that a layer cannot compute with, unless the checks are off.</summary>
    /// <param name="inputs">The inputs of the layer.</param>
    /// <param name="x">A tensor for each input.</param>
    /// <param name="before">The rows in earlier batches.</param>
    /// <exception cref="LayerException">A layer cannot compute with a value.</exception>
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

    /// <summary>Returns the graph input for data: the batch axis is open, and the other axes have the sizes of the data. A layer that was
    /// built for a fixed number of rows, such as a normalization over axis 0, also needs the number of rows.</summary>
    internal virtual Value InputFor(TensorData x) =>
        Ops.Input("input", x.Shape.Rank == 0 || InputShape is { Rank: > 0 } built && built[0].IsKnown
            ? x.Shape : x.Shape.With(0, KerasShapes.Batch), x.Type);

    /// <summary>Returns every output, from a tensor for each input; null for an optional input.</summary>
    private protected IReadOnlyList<TensorData> Predict(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData?> x)
    {
        for (var i = 0; i < inputs.Count; i++)
            if (x[i] is { Shape.Rank: > 0 } batch && inputs[i].Shape[0].IsKnown && inputs[i].Shape[0] != batch.Shape[0])
                throw Throw.WrongBatch(inputs[i], batch.Shape[0].Size);
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

    // The batches run one after the other. Each starts from the states that the batch before it left.
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
