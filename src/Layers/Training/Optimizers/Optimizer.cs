using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The base class of optimizers, which update weights by their gradients. An optimizer keeps its state, and files store the state,
/// so that training can continue where it stopped.</summary>
/// <remarks>Options that all optimizers have are set in an object initializer: <c>new Adam(0.001) { WeightDecay = 0.01, ClipNorm = 1 }</c>.
/// A change takes effect with the next <c>Fit</c>. Source: <see href="https://keras.io/api/optimizers/"/>.</remarks>
public abstract partial class Optimizer
{
    private static readonly OptimizerSlot s_average = new("average");
    private static readonly OptimizerSlot s_accumulator = new("gradient_accumulator");

    private double _learningRate;

    private protected Optimizer(double learningRate, string? name)
    {
        if (!(learningRate > 0 && double.IsFinite(learningRate)))
            throw Throw.BadTrainingArgument(nameof(learningRate), "a finite number above 0", learningRate);
        _learningRate = learningRate;
        Name = name ?? SnakeCase.Of(GetType().Name);
    }

    /// <summary>The name of the optimizer, which Keras also uses in the names of its variables.</summary>
    public string Name { get; }

    /// <summary>The learning rate, a finite number of 0 or more; a constructor accepts only a number above 0. The rate may change between
    /// any two steps, unless there is a <see cref="Schedule"/>.</summary>
    /// <exception cref="ArgumentException">The new value is not a finite number of 0 or more.</exception>
    /// <exception cref="InvalidOperationException">The property is set, but there is a schedule.</exception>
    public double LearningRate
    {
        get => Schedule?.At(Iterations) ?? _learningRate;
        set
        {
            if (Schedule is not null) throw Throw.RateIsScheduled(Name);
            _learningRate = value >= 0 && double.IsFinite(value)
                ? value : throw Throw.BadTrainingArgument(nameof(LearningRate), "a finite number of 0 or more", value);
        }
    }

    /// <summary>The schedule that computes the learning rate of each step; <see langword="null"/>, the default, for a constant
    /// rate.</summary>
    public LearningRateSchedule? Schedule { get; set; }

    /// <summary>The number of steps so far. If gradients are accumulated, each batch counts.</summary>
    public long Iterations { get; internal set; }

    /// <summary>The state in the order of <see cref="Layout"/>; null before the first step.</summary>
    internal IReadOnlyList<TensorData>? State { get; set; }

    /// <summary>The tensors that the optimizer keeps for each weight.</summary>
    internal abstract IReadOnlyList<OptimizerSlot> Slots { get; }

    /// <summary>The scalars that the optimizer keeps once for all weights.</summary>
    internal virtual IReadOnlyList<OptimizerSlot> CommonSlots => [];

    /// <summary>Whether a step divides by the state without adding an epsilon, so that a state of zero makes weights NaN.</summary>
    internal virtual bool DividesByMemory => false;

    /// <summary>Whether files of Keras 2 have an additional, unused tensor for each weight after all other tensors.</summary>
    internal virtual bool HasUnusedMemory => false;

    /// <summary>Returns <see cref="Slots"/> in the order of files: weight by weight, unless an optimizer overrides it.</summary>
    internal virtual IEnumerable<(OptimizerSlot Slot, int Weight)> Order(int weights) =>
        from weight in Enumerable.Range(0, weights)
        from slot in Slots
        select (slot, weight);

    /// <summary>Returns the places of the whole state, in the order of Keras's files.</summary>
    /// <param name="weights">The number of weights.</param>
    /// <param name="isOld">Whether to use the order of old releases, for example 3.3.3, in which the scalars for all weights come before
    /// the tensors of each weight.</param>
    internal IReadOnlyList<(OptimizerSlot Slot, int Weight)> Layout(int weights, bool isOld = false)
    {
        var common = CommonSlots.Select(slot => (slot, OptimizerSlot.AllWeights));
        return
        [
            .. UseEma ? Each(s_average, weights) : [],
            .. GradientAccumulationSteps is null ? [] : Each(s_accumulator, weights),
            .. isOld ? common : [],
            .. Order(weights),
            .. isOld ? [] : common,
        ];
    }

    /// <summary>Adds one step of one weight to the graph.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The gradient of the weight.</param>
    /// <param name="slots">The state of the weight, in the order of <see cref="Slots"/>.</param>
    /// <param name="step">The learning rate and the number of the step.</param>
    /// <returns>The weight and its state after the step.</returns>
    internal abstract (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots,
        OptimizerStep step);

    /// <summary>Adds one step of the scalars for all weights to the graph. It runs before the update of the weights.</summary>
    internal virtual IReadOnlyList<Value> UpdateCommon(OptimizerStep step) => step.Common;

    internal abstract void WriteConfig(JsonObject config);

    /// <summary>Returns the state for weights. The current state is kept if it has the shapes of these weights; otherwise a new state is
    /// created.</summary>
    internal IReadOnlyList<TensorData> StateFor(IReadOnlyList<Weight> weights)
    {
        var layout = Layout(weights.Count);
        if (State is { } known && known.Count == layout.Count
            && known.Zip(layout).All(pair => pair.First.Shape.Equals(TypeOf(pair.Second.Weight, weights).Shape))) return known;
        return State = Start(weights);
    }

    /// <summary>Returns the state before the first step.</summary>
    internal IReadOnlyList<TensorData> Start(IReadOnlyList<Weight> weights) =>
    [
        .. Layout(weights.Count).Select(place =>
        {
            var (type, shape) = TypeOf(place.Weight, weights);
            return place.Slot.Start(type, shape);
        }),
    ];

    /// <summary>Returns the type and the shape of the state for a weight, or for all weights.</summary>
    internal static (DType Type, Shape Shape) TypeOf(int weight, IReadOnlyList<Weight> weights) =>
        weight == OptimizerSlot.AllWeights ? (weights[0].Type, Shape.Scalar) : (weights[weight].Type, weights[weight].Shape);

    private static IEnumerable<(OptimizerSlot Slot, int Weight)> Each(OptimizerSlot slot, int weights) =>
        Enumerable.Range(0, weights).Select(weight => (slot, weight));
}
