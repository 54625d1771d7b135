using System.Collections;

namespace Layers;

/// <summary>A sequential model: a list of layers, each called on the output of the layer before it.</summary>
/// <remarks>If the model starts with an <see cref="global::Layers.Input"/>, it is built as layers are added. Otherwise it is built when it
/// first sees data.</remarks>
/// <example><code source="samples/FuelEfficiency/Program.cs" region="example" /></example>
public sealed class Sequential : Model, IEnumerable<Layer>
{
    private readonly List<Layer> _layers = [];
    private readonly HashSet<Layer> _known = new(ReferenceEqualityComparer.Instance);
    private readonly LayerNames _names;
    private readonly long _seed;
    private Input? _input;

    // The output of the last layer, to build the next one; null while the input is not known.
    private TensorType? _end;

    // Whether the model has the inputs of its first layer, which may not know them yet.
    private bool StartsWithColumns => _input is null && _layers is [Model { TakesColumns: true }, ..];

    /// <summary>Creates an empty model. Add layers with a collection initializer or <see cref="Add"/>.</summary>
    /// <param name="seed">The seed of the initial weights, for initializers without their own seed; default 0.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>sequential</c>.</param>
    public Sequential(long seed = 0, string? name = null)
        : base(name) => (_seed, _names) = (seed, new LayerNames(this));

    /// <summary>Creates a model of the given layers, for languages without collection initializers.</summary>
    /// <param name="layers">The layers in their order; an <see cref="global::Layers.Input"/> may come first.</param>
    /// <exception cref="ArgumentException">A name is taken, a layer is in the list twice, or an input comes after layers.</exception>
    /// <exception cref="LayerException">A layer cannot take the output of the layers before it.</exception>
    /// <example><code>let model = Sequential.Of(new Input(13), normalization, new Dense(1))     // F#</code></example>
    public static Sequential Of(params Layer[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var model = new Sequential();
        foreach (var layer in layers) model.Add(layer);
        return model;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => _layers;

    /// <inheritdoc/>
    /// <remarks>If the first layer is a model with several inputs, such as a <see cref="FeatureSpace"/>, the sequential model has the
    /// inputs of that layer.</remarks>
    public override IReadOnlyList<Input> Inputs => StartsWithColumns ? ((Model)_layers[0]).Inputs : _input is null ? [] : [_input];

    /// <summary>The shape of the output; <see langword="null"/> while the input is not known.</summary>
    public Shape? OutputShape => End()?.Shape;

    internal override bool TakesColumns => StartsWithColumns;

    // The output is fixed if later layers are already built, or if a caller has already asked for the output shape.
    internal override bool FixesOutputOf(Layer child) =>
        _end is not null || _layers.SkipWhile(layer => layer != child).Skip(1).Any(layer => layer.IsBuilt);

    internal override bool LearnsTypes => StartsWithColumns && ((Model)_layers[0]).LearnsTypes;

    internal override Action Declare(IReadOnlyDictionary<string, ColumnType> columns) =>
        StartsWithColumns ? ((Model)_layers[0]).Declare(columns) : () => { };

    internal override Action Declare(IReadOnlyDictionary<string, TensorData> x) =>
        StartsWithColumns ? ((Model)_layers[0]).Declare(x) : () => { };

    internal override IReadOnlyList<string> OutputNames => [_layers.Count == 0 ? $"{Name}/output" : _layers[^1].Name];

    /// <summary>Adds a layer at the end, and builds it if the input is known.</summary>
    /// <param name="layer">A layer that is not yet in the model.</param>
    /// <exception cref="ArgumentException">The name is taken, or an input comes after layers.</exception>
    /// <exception cref="LayerException">The layer cannot take the output of the layers before it.</exception>
    public void Add(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer is Input input)
        {
            if (_layers.Count > 0 || _input is not null) throw Throw.InputComesFirst(this, input);
            _input = input;
            BuildFor(input.Shape);
            return;
        }
        if (_known.Contains(layer)) throw Throw.LayerAddedTwice(this, layer);
        _names.Name(layer);
        Own(layer);
        layer.Seed = RandomKey.Mix(RandomKey.Mix(_seed, _layers.Count), Seed);
        // The layer is called at once, not only built, so that a layer that does not fit is refused when it is added.
        if (End() is { } end) _end = TypeOf(layer.Apply(Ops.Input("input", end.Shape, end.Type)));
        _names.Add(layer);
        _known.Add(layer);
        _layers.Add(layer);
        // The output changes, and with it the meaning of its numbers.
        Labels = Labels.Clear();
        Predictor.Forget();
        // A nested model already declares its input.
        if (_input is null && _layers.Count == 1 && layer is Model { TakesColumns: false, Input: { } inner })
            Declare(inner.Shape, inner.Type);
    }

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (StartsWithColumns) return;
        if (_input is null) _input = new Input(inputShape[1..]);
        _end = TypeOf(Output([Ops.Input("input", inputShape, _input.Type)], CallRecord.ForPrediction()));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (inputs.Count != 1 && !StartsWithColumns) throw Throw.NeedsOneInput(this, inputs.Count);
        return [Output(Masked(inputs, call), call.Record)];
    }

    internal override Value InputFor(TensorData x)
    {
        if (_layers.Count == 0) throw Throw.NoLayers(this);
        if (_input is null && !StartsWithColumns) Declare(x.Shape.With(0, KerasShapes.Batch), DType.Float32);
        return base.InputFor(x);
    }

    /// <summary>Sets the input of a model that was created without one.</summary>
    internal void Declare(Shape shape, DType type)
    {
        // Two threads may make the first prediction at the same time.
        using var together = WeightChanges.Together();
        if (_input is not null) return;
        _input = new Input(shape[1..], type);
        BuildFor(_input.Shape);
    }

    private static TensorType TypeOf(Value value) => new(value.Type, value.Shape);

    // If the first layer has to be adapted, its output is known only afterwards.
    private TensorType? End()
    {
        if (_end is null && StartsWithColumns && Inputs.Count > 0 && _layers[0] is Model { KnowsOutput: true })
            _end = TypeOf(Output(Symbols(), CallRecord.ForPrediction()));
        return _end;
    }

    private Value Output(IReadOnlyList<Value> inputs, CallRecord record)
    {
        foreach (var layer in _layers)
        {
            inputs = layer.ApplyAll(inputs, record);
            if (record.IsCutShort) break;
            inputs = [layer.OnlyOutput(inputs)];
        }
        return inputs[0];
    }
}
