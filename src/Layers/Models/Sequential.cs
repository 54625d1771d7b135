using System.Collections;

namespace Layers;

/// <summary>A straight line of layers.</summary>
/// <remarks>Started with an <see cref="global::Layers.Input"/>, it is built as layers are added; without one, when it first sees data.</remarks>
/// <example><code source="samples/FuelEfficiency/Program.cs" region="example" /></example>
public sealed class Sequential : Model, IEnumerable<Layer>
{
    private readonly List<Layer> _layers = [];
    private readonly long _seed;
    private Input? _input;

    /// <summary>An empty model, to be filled with a collection initializer or <see cref="Add"/>.</summary>
    /// <param name="seed">Decides the initial weights that their initializers leave open; default 0.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>sequential</c>.</param>
    public Sequential(long seed = 0, string? name = null)
        : base(name) => _seed = seed;

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => _layers;

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs => _input is null ? [] : [_input];

    /// <summary>The shape of the output; <see langword="null"/> while the input is not known.</summary>
    public Shape? OutputShape => _input is null ? null : Output(Ops.Input(_input.Name, _input.Shape, _input.Type)).Shape;

    internal override IReadOnlyList<string> OutputNames => [_layers.Count == 0 ? $"{Name}/output" : _layers[^1].Name];

    /// <summary>Adds a layer at the end, and builds it if the input is known.</summary>
    /// <param name="layer">A layer that is in no other place of the model.</param>
    /// <exception cref="ArgumentException">The name is taken, or an input comes after layers.</exception>
    /// <exception cref="LayerException">The layer cannot work on what the layers before it give.</exception>
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
        if (_layers.Contains(layer)) throw Throw.LayerAddedTwice(this, layer);
        NameUniquely(layer, [.. _layers.Select(other => other.Name)]);
        Own(layer);
        layer.Seed = RandomKey.Mix(RandomKey.Mix(_seed, _layers.Count), Seed);
        // Called at once, not only built, so that a layer that does not fit is refused where it is added.
        if (_input is not null) layer.Apply(Output(Ops.Input(_input.Name, _input.Shape, _input.Type)));
        _layers.Add(layer);
        Predictor.Forget();
        // A nested model brings the declaration of its input along.
        if (_input is null && _layers.Count == 1 && layer is Model { Input: { } inner }) Declare(inner.Shape, inner.Type);
    }

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (_input is null) _input = new Input(inputShape[1..]);
        Output(Ops.Input("input", inputShape, _input.Type));
    }

    /// <inheritdoc/>
    protected override Value Call(Value x) => Output(x);

    internal override IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, TrainingContext? training)
    {
        if (inputs.Count != 1) throw Throw.NeedsOneInput(this, inputs.Count);
        BuildFor(inputs[0].Shape);
        return [_layers.Aggregate(inputs[0], (value, layer) => layer.Apply(value, training))];
    }

    internal override Value InputFor(TensorData x)
    {
        if (_layers.Count == 0) throw Throw.NoLayers(this);
        if (_input is null) Declare(x.Shape.With(0, KerasShapes.Batch), DType.Float32);
        return base.InputFor(x);
    }

    /// <summary>Fixes the input of a model that was not given one.</summary>
    internal void Declare(Shape shape, DType type)
    {
        // Two threads may be the first to predict.
        using var together = WeightChanges.Together();
        if (_input is not null) return;
        _input = new Input(shape[1..], type);
        BuildFor(_input.Shape);
    }

    private Value Output(Value x) => _layers.Aggregate(x, (value, layer) => layer.Apply(value));
}
