namespace Layers;

/// <summary>A model of layers that are called on one another. It can have several inputs and outputs, shared layers and skip
/// connections.</summary>
/// <remarks>Source: <see href="https://keras.io/guides/functional_api/"/>.</remarks>
/// <example><code>
/// var x = new Input(4, name: "x");
/// var hidden = new Dense(8, Activation.Relu).Apply(x);
/// var model = new Functional(x, new Dense(1).Apply(hidden));
/// </code></example>
public sealed class Functional : Model
{
    private readonly FunctionalGraph _graph;
    private readonly Layer[] _layers;
    private readonly Layer[] _all;

    /// <summary>Creates a model with one input and one output.</summary>
    /// <param name="input">The input of the model.</param>
    /// <param name="output">The output of the model.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>functional</c>.</param>
    /// <exception cref="ArgumentException">The output depends on another input, or two layers have the same name.</exception>
    public Functional(Input input, KerasTensor output, string? name = null)
        : this([input], [output], name)
    {
    }

    /// <summary>Creates a model with several inputs and one output.</summary>
    /// <param name="inputs">The inputs of the model.</param>
    /// <param name="output">The output of the model.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>functional</c>.</param>
    /// <exception cref="ArgumentException">There is no input, the output depends on an input that is not listed, or two layers have the
    /// same name.</exception>
    /// <example><code>
    /// Input wide = new(4, name: "wide"), deep = new(8, name: "deep");
    /// var model = new Functional([wide, deep], new Dense(1).Apply(new Concatenate().Apply(wide, deep)));
    /// </code></example>
    public Functional(IReadOnlyList<Input> inputs, KerasTensor output, string? name = null)
        : this(inputs, [output], name)
    {
    }

    /// <summary>Creates a model with several inputs and outputs.</summary>
    /// <param name="inputs">The inputs of the model.</param>
    /// <param name="outputs">The outputs of the model.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>functional</c>.</param>
    /// <exception cref="ArgumentException">There is no input or output, an output depends on an input that is not listed, or two layers
    /// have the same name.</exception>
    public Functional(IReadOnlyList<Input> inputs, IReadOnlyList<KerasTensor> outputs, string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        if (inputs.Count == 0 || outputs.Count == 0) throw Throw.NoInputsOrOutputs(Name);
        Inputs = [.. inputs];
        Outputs = [.. outputs];
        _graph = new FunctionalGraph(Name, inputs, outputs);
        _all = [.. _graph.Layers.Where(layer => layer is not global::Layers.Input)];
        // As in Keras, operations do not count as layers.
        _layers = [.. _all.Where(layer => layer is not StockOperation)];
        var names = new LayerNames(this);
        foreach (var layer in _graph.Layers.OrderBy(layer => layer.IsNamedLast))
        {
            names.Name(layer);
            names.Add(layer);
        }
        foreach (var layer in _all) Own(layer);
        BuildFor(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => _layers;

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; }

    /// <summary>The outputs of the model.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>Whether the model's file has its inputs in a dictionary, by name.</summary>
    internal bool NamesInputs { get; init; }

    /// <summary>The names of the outputs in the dictionary of the model's file; null if the file lists the outputs without names.</summary>
    internal IReadOnlyList<string>? NamesOfOutputs { get; init; }

    internal override IReadOnlyList<string> OutputNames
    {
        get
        {
            if (NamesOfOutputs is not null) return NamesOfOutputs;
            // If one layer has several of the outputs, they are numbered.
            var (names, counts) = (new List<string>(), new Dictionary<Layer, int>());
            foreach (var output in Outputs)
            {
                var count = counts[output.Layer] = counts.GetValueOrDefault(output.Layer) + 1;
                names.Add(count == 1 ? output.Layer.Name : $"{output.Layer.Name}:{count - 1}");
            }
            return names;
        }
    }

    internal FunctionalGraph Graph => _graph;

    internal override IReadOnlyList<Layer> Children => _all;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        if (inputs.Count != Inputs.Count) throw Throw.WrongInputCount(this, Inputs.Count, inputs.Count);
        inputs = Masked(inputs, call);
        var values = new Dictionary<KerasTensor, Value>();
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Shape.Rank != Inputs[i].Shape.Rank) throw Throw.WrongInputRank(this, Inputs[i], inputs[i].Shape);
            values[Inputs[i].Tensor] = inputs[i];
        }
        foreach (var use in _graph.Calls)
        {
            if (use.Layer is global::Layers.Input) continue;
            var outputs = use.Apply(values, call.Record);
            for (var i = 0; i < outputs.Count; i++) values[use.Outputs[i]] = outputs[i];
        }
        return [.. Outputs.Select(output => values[output])];
    }
}
