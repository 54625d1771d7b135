using System.Diagnostics;

namespace Layers;

/// <summary>The base of everything a model is made of: weights, and a formula from input to output.</summary>
/// <remarks>A layer of your own overrides <see cref="Call(Value)"/>, adds weights in <see cref="Build(Shape)"/>, and implements
/// <see cref="ISavable{TSelf}"/> if it is to be saved.</remarks>
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

    /// <summary>Starts a layer.</summary>
    /// <param name="name">Unique within a model, without <c>/</c>; <see langword="null"/> for the class's name in snake case, numbered by
    /// the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has a <c>/</c>.</exception>
    protected Layer(string? name = null, DTypePolicy? dtype = null)
    {
        if (name is not null && (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))) throw Throw.BadLayerName(name);
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

    /// <summary>The types of its weights and arithmetic.</summary>
    public DTypePolicy Policy { get; }

    /// <summary>Whether training changes its trainable weights; default <see langword="true"/>. Set on a model, it is set on each of its
    /// layers, as in Keras. A <see cref="BatchNormalization"/> that is not trainable also does in training what it does in
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

    /// <summary>What is added to the loss for each of its outputs, divided by the number of rows; <see langword="null"/> (the default) for
    /// nothing. It counts from the next <c>Fit</c> or <c>Evaluate</c> on.</summary>
    public Regularizer? ActivityRegularizer { get; set; }

    /// <summary>Whether it knows its input and has its weights.</summary>
    public bool IsBuilt => InputShape is not null;

    /// <summary>The shape it was built for; <see langword="null"/> before.</summary>
    public Shape? InputShape { get; private set; }

    /// <summary>Its weights in Keras's order: those made trainable first, each kind in the order it was added.</summary>
    public virtual IReadOnlyList<Weight> Weights => [.. _weights.Where(weight => weight.IsTrainable), .. _weights.Where(weight => !weight.IsTrainable)];

    /// <summary>The weights that training changes now.</summary>
    public virtual IReadOnlyList<Weight> TrainableWeights => Trainable ? [.. Weights.Where(weight => weight.IsTrainable)] : [];

    /// <summary>What a file says of a model, whose layers have said their own.</summary>
    internal void RestoreTrainable(bool isTrainable) => _isTrainable = isTrainable;

    /// <summary>The names of the layers of each model that it is in.</summary>
    internal List<HashSet<string>> NamesAround { get; } = [];

    internal bool HasDefaultName { get; private protected init; }

    /// <summary>Whether nobody made it by hand, so that layers that somebody made get their default names first.</summary>
    internal bool IsNamedLast { get; init; }

    /// <summary>What default names begin with.</summary>
    internal virtual string NameStem => SnakeCase.Of(GetType().Name);

    /// <summary>Seeds initial weights where their initializer has no seed of its own; the model gives each layer another.</summary>
    internal long Seed { get; set; }

    /// <summary>Whether it is within another layer or model, so that what is in it carries its name.</summary>
    internal bool IsNested { get; set; }

    /// <summary>The names of the models around it, each followed by <c>/</c>.</summary>
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

    /// <summary>Whether something was made for the shape of what it gives, as the layer behind it in a model.</summary>
    internal bool HasFixedOutput => _calls.Exists(call => !call.IsMadeAnew) || Holders.Any(holder => holder.FixesOutputOf(this));

    /// <summary>Whether something was made for as many indices as it gives.</summary>
    internal bool HasFixedIndices => Holders.Any(holder => holder.FixesIndicesOf(this));

    /// <summary>How many places of its output follow from what it learned; null where that does not change.</summary>
    internal virtual long? LearnedPlaces => null;

    private IEnumerable<Layer> Holders
    {
        get
        {
            foreach (var reference in _holders)
                if (reference.TryGetTarget(out var holder)) yield return holder;
        }
    }

    /// <summary>What it keeps from batch to batch and no file has: no weights, though a graph reads and updates them as such.</summary>
    internal virtual IReadOnlyList<Weight> States => Children is { Count: > 0 } children ? [.. children.SelectMany(child => child.States).Distinct()] : [];

    /// <summary>Whether the shape of what a layer within it gives is fixed; the calls of the layer say the rest.</summary>
    internal virtual bool FixesOutputOf(Layer child) => false;

    /// <summary>Whether it made something for as many indices as a layer within it gives.</summary>
    internal virtual bool FixesIndicesOf(Layer child) => false;

    /// <summary>Tells a layer within that it is.</summary>
    private protected void Hold(Layer child)
    {
        child.IsNested = true;
        // A model that is gone holds nothing.
        child._holders.RemoveAll(reference => !reference.TryGetTarget(out var holder) || holder == this);
        child._holders.Add(new WeakReference<Layer>(this));
    }

    /// <summary>Layers that files keep within its own group, each with the name of its group there.</summary>
    internal virtual IReadOnlyList<(string Group, Layer Layer)> Parts => [];

    /// <summary>The weights that are its own, and not those of layers within it.</summary>
    internal IReadOnlyList<Weight> OwnWeights => Parts is { Count: > 0 } parts ? [.. Weights.Except(parts.SelectMany(part => part.Layer.Weights))] : Weights;

    /// <summary>How many indices its table has; null for a layer that looks nothing up.</summary>
    internal virtual int? LookupSize => null;

    /// <summary>Whether files say for which shape it was built; Keras's layers that are built as soon as they are made do not.</summary>
    internal virtual bool IsSavedWithItsShape => true;

    /// <summary>Its uses in functional models, in order.</summary>
    internal IReadOnlyList<LayerCall> Calls => _calls;

    /// <summary>Where its weights are, in a model's graph: the models around it, and its name.</summary>
    internal string Path => _scope + _name;

    /// <summary>Makes the weights for an input of some shape; a second call does nothing.</summary>
    /// <param name="inputShape">With the batch first, unknown sizes by name: <c>["batch", 13]</c>.</param>
    /// <exception cref="ArgumentException">The layer cannot work on that shape; the message names the layer.</exception>
    public void BuildFor(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        BuildFor([inputShape]);
    }

    /// <summary>Makes the weights for inputs of some shapes.</summary>
    internal void BuildFor(IReadOnlyList<Shape> inputShapes)
    {
        if (IsBuilt) return;
        // Two threads may be the first to predict.
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

    /// <summary>Takes back that it was built, for data that then was refused.</summary>
    private protected void Unbuild()
    {
        _weights.Clear();
        InputShape = null;
    }

    /// <summary>Adds the weights that the input's shape decides; does nothing by default.</summary>
    /// <param name="inputShape">With the batch first.</param>
    protected virtual void Build(Shape inputShape)
    {
    }

    /// <summary>Adds the weights that the shapes of several inputs decide; <see cref="Build(Shape)"/> of the first by default.</summary>
    /// <param name="inputShapes">With the batch first; that of the first input alone where the layer is built before it is called.</param>
    protected virtual void Build(IReadOnlyList<Shape> inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        Build(inputShapes[0]);
    }

    /// <summary>Adds a weight; called from <see cref="Build(Shape)"/>.</summary>
    /// <param name="name">Unique within the layer, as Keras spells it: <c>kernel</c>.</param>
    /// <param name="shape">Known sizes.</param>
    /// <param name="initializer">What it starts as.</param>
    /// <param name="trainable">Whether training changes it; default <see langword="true"/>.</param>
    /// <param name="type">The type of its elements; <see langword="null"/> for the policy's.</param>
    /// <param name="regularizer">What is added to the loss for it; <see langword="null"/> for nothing.</param>
    /// <param name="constraint">What it is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <exception cref="ArgumentException">A size is not known.</exception>
    protected Weight AddWeight(string name, Shape shape, Initializer initializer, bool trainable = true, DType? type = null, Regularizer? regularizer = null, WeightConstraint? constraint = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(initializer);
        if (!shape.IsKnown) throw Throw.UnknownWeightSize(this, name, shape);
        var seed = RandomKey.Mix(Seed, _weights.Count);
        var own = new TensorType(type ?? Policy.VariableType, shape);
        var weight = new Weight(name, Path, own, initializer.Start(own, seed), trainable, Policy) { Regularizer = regularizer, Constraint = constraint, Owner = this, BeforeChange = BeforeChange };
        _weights.Add(weight);
        return weight;
    }

    /// <summary>For example <c>dense (Dense)</c>.</summary>
    public override string ToString() => $"{Name} ({GetType().Name})";

    /// <summary>The groups below its own in which files have its weights: Keras's attributes that hold them. Its own, under no name, by
    /// default.</summary>
    internal virtual IReadOnlyList<(string Group, IReadOnlyList<Weight> Weights)> WeightGroups => [("", OwnWeights)];

    /// <summary>Whether its file says if it is trainable; Keras's class may not know that setting.</summary>
    internal virtual bool SavesTrainable => true;

    /// <summary>Tensors that are no weights and that Keras keeps under names beside them, as idf weights.</summary>
    internal virtual IReadOnlyDictionary<string, TensorData> NamedVariables => new Dictionary<string, TensorData>();

    /// <summary>Takes what a file has under a name.</summary>
    internal virtual void SetNamedVariable(string name, TensorData value)
    {
    }

    /// <summary>Whether floating-point inputs are cast to the type it computes in; Keras calls this autocast.</summary>
    internal virtual bool CastsInput => true;

    /// <summary>Refuses to go on while a layer does not know what it should have learned from data.</summary>
    internal void RequireAdapted()
    {
        if (this is AdaptiveLayer { IsAdapted: false } layer) throw Throw.NotAdapted(layer);
        foreach (var child in Children) child.RequireAdapted();
    }

    /// <summary>Told before a weight of the layer gets another value.</summary>
    private protected virtual void BeforeChange(Weight weight, TensorData next)
    {
    }

    private protected virtual void MoveWeights()
    {
        foreach (var weight in _weights) weight.MoveTo(Path);
    }
}
