namespace Layers;

/// <summary>Layers called on one another: several inputs and outputs, layers that are called several times, skips.</summary>
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

    /// <summary>A model of one input and one output.</summary>
    /// <param name="input">Where the data comes in.</param>
    /// <param name="output">What the model gives.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>functional</c>.</param>
    /// <exception cref="ArgumentException">The output needs another input, or two layers have one name.</exception>
    public Functional(Input input, KerasTensor output, string? name = null)
        : this([input], [output], name)
    {
    }

    /// <summary>A model of several inputs and one output.</summary>
    /// <param name="inputs">Where the data comes in.</param>
    /// <param name="output">What the model gives.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>functional</c>.</param>
    /// <exception cref="ArgumentException">There is no input, the output needs one that is not listed, or two layers have one
    /// name.</exception>
    /// <example><code>
    /// Input wide = new(4, name: "wide"), deep = new(8, name: "deep");
    /// var model = new Functional([wide, deep], new Dense(1).Apply(new Concatenate().Apply(wide, deep)));
    /// </code></example>
    public Functional(IReadOnlyList<Input> inputs, KerasTensor output, string? name = null)
        : this(inputs, [output], name)
    {
    }

    /// <summary>A model of several inputs and outputs.</summary>
    /// <param name="inputs">Where the data comes in.</param>
    /// <param name="outputs">What the model gives.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>functional</c>.</param>
    /// <exception cref="ArgumentException">There is no input or output, an output needs an input that is not listed, or two layers have one
    /// name.</exception>
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
        // Keras counts no operations among its layers.
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

    /// <summary>What the model gives.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>Whether a file names the inputs by a dictionary.</summary>
    internal bool NamesInputs { get; init; }

    /// <summary>What a file calls the outputs, in its dictionary; null where it lists them.</summary>
    internal IReadOnlyList<string>? NamesOfOutputs { get; init; }

    internal override IReadOnlyList<string> OutputNames
    {
        get
        {
            if (NamesOfOutputs is not null) return NamesOfOutputs;
            // A layer that gives several of the outputs numbers them.
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
