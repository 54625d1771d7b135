using System.Diagnostics;

namespace Layers;

/// <summary>The base class of all layers and models: weights, and a formula from input to output.</summary>
/// <remarks>A custom layer overrides <see cref="Call(Value)"/>, adds weights in <see cref="Build(Shape)"/>, and implements
/// <see cref="ISavable{TSelf}"/> to be saved.</remarks>
/// <example><code>
/// public sealed class Scale() : Layer("scale")
/// {
///     private Weight _factor = null!;
///     protected override void Build(Shape input) => _factor = AddWeight("factor", [input[^1]], Initializer.Ones);
///     protected override Value Call(Value x) => x * _factor;
/// }
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public abstract partial class Layer
{
    private readonly List<Weight> _weights = [];
    private readonly List<LayerCall> _calls = [];
    private readonly List<WeakReference<Layer>> _holders = [];
    private string _name;
    private string _scope = "";
    private bool _isTrainable = true;

    /// <summary>Creates a layer.</summary>
    /// <param name="name">The name, unique within a model, without <c>/</c>; <see langword="null"/> for the class's name in snake case,
    /// numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or contains <c>/</c>, U+0000 or half of a surrogate
    /// pair.</exception>
    protected Layer(string? name = null, DTypePolicy? dtype = null)
    {
        if (name is not null && (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))) throw Throw.BadLayerName(name);
        if (name is not null && !Utf8Text.IsName(name)) throw Throw.NotAName("A layer's name", name, nameof(name));
        HasDefaultName = name is null;
        _name = name ?? SnakeCase.Of(GetType().Name);
        Policy = dtype ?? DTypePolicy.Float32;
        if (Policy.ComputeType.IsInteger() && this is not IGivesIndices) throw Throw.NoIntegerPolicy(this);
    }

    /// <summary>The name, unique within a model.</summary>
    public string Name
    {
        get => _name;
        internal set
        {
            var before = _name;
            _name = value;
            MoveWeights();
            foreach (var names in NamesAround)
            {
                names.Remove(before);
                names.Add(value);
            }
        }
    }

    /// <summary>The types of the layer's weights and arithmetic.</summary>
    public DTypePolicy Policy { get; }

    /// <summary>Whether training changes the layer's trainable weights; default <see langword="true"/>. Setting it on a model sets it on
    /// each of its layers, as in Keras. A <see cref="BatchNormalization"/> that is not trainable also behaves in training as in
    /// prediction.</summary>
    public bool Trainable
    {
        get => _isTrainable;
        set
        {
            _isTrainable = value;
            foreach (var child in Children) child.Trainable = value;
        }
    }

    /// <summary>The regularizer of each output; <see langword="null"/> (the default) for none. Its penalty is divided by the number of rows
    /// and added to the loss, from the next <c>Fit</c> or <c>Evaluate</c> on.</summary>
    public Regularizer? ActivityRegularizer { get; set; }

    /// <summary>Whether the layer is built: its input shape is known and it has its weights.</summary>
    public bool IsBuilt => InputShape is not null;

    /// <summary>The input shape that the layer was built for; <see langword="null"/> if it is not built.</summary>
    public Shape? InputShape { get; private set; }

    /// <summary>The layer's weights in Keras's order: first those added as trainable, then the others, each in the order in which they were
    /// added.</summary>
    public virtual IReadOnlyList<Weight> Weights =>
        [.. _weights.Where(weight => weight.IsTrainable), .. _weights.Where(weight => !weight.IsTrainable)];

    /// <summary>The weights that training changes now.</summary>
    public virtual IReadOnlyList<Weight> TrainableWeights => Trainable ? [.. Weights.Where(weight => weight.IsTrainable)] : [];

    /// <summary>Sets <see cref="Trainable"/> of a model from its file. It does not change the layers of the model, which have settings of
    /// their own in the file.</summary>
    internal void RestoreTrainable(bool isTrainable) => _isTrainable = isTrainable;

    /// <summary>The names of the layers of each model that contains this layer.</summary>
    internal List<HashSet<string>> NamesAround { get; } = [];

    internal bool HasDefaultName { get; private protected init; }

    /// <summary>Whether the library made the layer. Layers that users made get their default names first.</summary>
    internal bool IsNamedLast { get; init; }

    /// <summary>The start of default names.</summary>
    internal virtual string NameStem => SnakeCase.Of(GetType().Name);

    /// <summary>The seed of initial weights whose initializer has no seed. The model gives each layer a different seed.</summary>
    internal long Seed { get; set; }

    /// <summary>Whether the layer is inside another layer or model.</summary>
    internal bool IsNested { get; set; }

    /// <summary>The names of the models that contain the layer, each followed by <c>/</c>.</summary>
    internal string Scope
    {
        get => _scope;
        set
        {
            _scope = value;
            MoveWeights();
        }
    }

    internal virtual IReadOnlyList<Layer> Children => [];

    /// <summary>Whether the shape of the layer's output must not change, for example because the next layer in a model was built for
    /// it.</summary>
    internal bool HasFixedOutput => _calls.Exists(call => !call.IsReplaced) || Holders.Any(holder => holder.FixesOutputOf(this));

    /// <summary>Whether the number of indices that the layer can output must not change, because another layer was built for it.</summary>
    internal bool HasFixedIndices => Holders.Any(holder => holder.FixesIndicesOf(this));

    /// <summary>The number of output columns, if it depends on what the layer learned; otherwise null.</summary>
    internal virtual long? LearnedPlaces => null;

    private IEnumerable<Layer> Holders
    {
        get
        {
            foreach (var reference in _holders)
                if (reference.TryGetTarget(out var holder)) yield return holder;
        }
    }

    /// <summary>The states that the layer keeps from batch to batch and that no file has. They do not count as weights, but a graph reads
    /// and updates them in the same way.</summary>
    internal virtual IReadOnlyList<Weight> States =>
        Children is { Count: > 0 } children ? [.. children.SelectMany(child => child.States).Distinct()] : [];

    /// <summary>Returns whether this layer depends on the output shape of an inner layer, apart from the calls of the inner
    /// layer.</summary>
    internal virtual bool FixesOutputOf(Layer child) => false;

    /// <summary>Returns whether this layer depends on the number of indices that an inner layer can output.</summary>
    internal virtual bool FixesIndicesOf(Layer child) => false;

    /// <summary>Marks a layer as nested in this layer.</summary>
    private protected void Hold(Layer child)
    {
        child.IsNested = true;
        // Models that were garbage collected are removed.
        child._holders.RemoveAll(reference => !reference.TryGetTarget(out var holder) || holder == this);
        child._holders.Add(new WeakReference<Layer>(this));
    }

    /// <summary>The inner layers that files keep in this layer's group, each with the name of its own group inside that group.</summary>
    internal virtual IReadOnlyList<(string Group, Layer Layer)> Parts => [];

    /// <summary>The layer's own weights, without those of inner layers.</summary>
    internal IReadOnlyList<Weight> OwnWeights =>
        Parts is { Count: > 0 } parts ? [.. Weights.Except(parts.SelectMany(part => part.Layer.Weights))] : Weights;

    /// <summary>The number of indices of the layer's lookup table; null for a layer without one.</summary>
    internal virtual int? LookupSize => null;

    /// <summary>Whether files have the shape that the layer was built for. Keras does not write it for layers that are built in their
    /// constructor.</summary>
    internal virtual bool IsSavedWithItsShape => true;

    /// <summary>The layer's calls in functional models, in order.</summary>
    internal IReadOnlyList<LayerCall> Calls => _calls;

    /// <summary>The path of the layer's weights in a model's graph: the names of the models that contain it, and its own name.</summary>
    internal string Path => _scope + _name;

    /// <summary>Builds the layer: adds its weights for an input of the given shape. A second call does nothing.</summary>
    /// <param name="inputShape">The input shape, with the batch first. Unknown sizes have names: <c>["batch", 13]</c>.</param>
    /// <exception cref="ArgumentException">The layer does not accept that shape; the message names the layer.</exception>
    public void BuildFor(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        BuildFor([inputShape]);
    }

    /// <summary>Builds the layer for inputs of the given shapes.</summary>
    internal void BuildFor(IReadOnlyList<Shape> inputShapes)
    {
        if (IsBuilt) return;
        // Two threads may predict at the same time before the layer is built.
        using var together = WeightChanges.Together();
        if (IsBuilt) return;
        try
        {
            Build(inputShapes);
            InputShape = inputShapes[0];
        }
        catch
        {
            _weights.Clear();
            throw;
        }
    }

    /// <summary>Removes the weights again after the data that the layer was built for was rejected.</summary>
    private protected void Unbuild()
    {
        _weights.Clear();
        InputShape = null;
    }

    /// <summary>Adds the weights, whose shapes depend on the input's shape; does nothing by default.</summary>
    /// <param name="inputShape">The input shape, with the batch first.</param>
    protected virtual void Build(Shape inputShape)
    {
    }

    /// <summary>Adds the weights of a layer of several inputs; by default <see cref="Build(Shape)"/> with the shape of the first
    /// input.</summary>
    /// <param name="inputShapes">The input shapes, with the batch first; only the shape of the first input if the layer is built before it
    /// is called.</param>
    protected virtual void Build(IReadOnlyList<Shape> inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        Build(inputShapes[0]);
    }

    /// <summary>Adds a weight and returns it. Call this method in <see cref="Build(Shape)"/>.</summary>
    /// <param name="name">The name, unique within the layer, as Keras spells it: <c>kernel</c>.</param>
    /// <param name="shape">The shape, with known sizes.</param>
    /// <param name="initializer">The initializer of the weight.</param>
    /// <param name="trainable">Whether training changes the weight; default <see langword="true"/>.</param>
    /// <param name="type">The type of the elements; <see langword="null"/> for the policy's type of weights.</param>
    /// <param name="regularizer">The regularizer of the weight; <see langword="null"/> for none.</param>
    /// <param name="constraint">The constraint on the weight, applied after each training step; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">A size is not known, or the name is empty or contains U+0000 or half of a surrogate
    /// pair.</exception>
    protected Weight AddWeight(string name, Shape shape, Initializer initializer, bool trainable = true, DType? type = null,
        Regularizer? regularizer = null, WeightConstraint? constraint = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!Utf8Text.IsName(name)) throw Throw.NotAName($"{this}: a weight's name", name, nameof(name));
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(initializer);
        if (!shape.IsKnown) throw Throw.UnknownWeightSize(this, name, shape);
        var seed = RandomKey.Mix(Seed, _weights.Count);
        var own = new TensorType(type ?? Policy.VariableType, shape);
        var weight = new Weight(name, Path, own, initializer.Start(own, seed), trainable, Policy)
        {
            Regularizer = regularizer,
            Constraint = constraint,
            Owner = this,
            BeforeChange = BeforeChange
        };
        _weights.Add(weight);
        return weight;
    }

    /// <summary>Returns the name and the class, for example <c>dense (Dense)</c>.</summary>
    public override string ToString() => $"{Name} ({GetType().Name})";

    /// <summary>The groups of the layer's weights in files, named after the attributes of Keras's layer that hold them. By default the
    /// layer's own group, which has an empty name.</summary>
    internal virtual IReadOnlyList<(string Group, IReadOnlyList<Weight> Weights)> WeightGroups => [("", OwnWeights)];

    /// <summary>Whether files have the setting <c>trainable</c> of the layer; Keras's class may not know that setting.</summary>
    internal virtual bool SavesTrainable => true;

    /// <summary>The tensors that are not weights but that Keras stores with the weights by name, for example idf weights.</summary>
    internal virtual IReadOnlyDictionary<string, TensorData> NamedVariables => new Dictionary<string, TensorData>();

    /// <summary>Sets a tensor that is not a weight from a file.</summary>
    internal virtual void SetNamedVariable(string name, TensorData value)
    {
    }

    /// <summary>Whether floating-point inputs are cast to the type that the layer computes in; Keras calls this autocast.</summary>
    internal virtual bool CastsInput => true;

    /// <summary>Throws if the layer or a layer inside it must be adapted to data and is not.</summary>
    internal void RequireAdapted()
    {
        if (this is AdaptiveLayer { IsAdapted: false } layer) throw Throw.NotAdapted(layer);
        foreach (var child in Children) child.RequireAdapted();
    }

    /// <summary>Called before a weight of the layer gets another value.</summary>
    private protected virtual void BeforeChange(Weight weight, TensorData next)
    {
    }

    private protected virtual void MoveWeights()
    {
        foreach (var weight in _weights) weight.MoveTo(Path);
    }
}
