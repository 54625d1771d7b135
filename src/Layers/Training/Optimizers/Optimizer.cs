using System.Text.Json.Nodes;

namespace Layers;

/// <summary>How weights follow their gradients. It keeps its own state, which a file holds, so that training goes on where it
/// stopped.</summary>
/// <remarks>What all optimizers can do is set beside the constructor: <c>new Adam(0.001) { WeightDecay = 0.01, ClipNorm = 1 }</c>; it takes
/// effect with the next <c>Fit</c>. Source: <see href="https://keras.io/api/optimizers/"/>.</remarks>
public abstract partial class Optimizer
{
    private static readonly OptimizerSlot s_average = new("average");
    private static readonly OptimizerSlot s_accumulator = new("gradient_accumulator");

    private double _learningRate;

    private protected Optimizer(double learningRate, string? name)
    {
        if (!(learningRate > 0 && double.IsFinite(learningRate))) throw Throw.BadTrainingArgument(nameof(learningRate), "a finite number above 0", learningRate);
        _learningRate = learningRate;
        Name = name ?? SnakeCase.Of(GetType().Name);
    }

    /// <summary>The name, which Keras gives its variables.</summary>
    public string Name { get; }

    /// <summary>How far a step goes; greater than 0. It may change at any time between steps, unless a <see cref="Schedule"/> decides
    /// it.</summary>
    /// <exception cref="ArgumentException">On setting: not a finite number of 0 or more.</exception>
    /// <exception cref="InvalidOperationException">On setting: there is a schedule.</exception>
    public double LearningRate
    {
        get => Schedule?.At(Iterations) ?? _learningRate;
        set
        {
            if (Schedule is not null) throw Throw.RateIsScheduled(Name);
            _learningRate = value >= 0 && double.IsFinite(value) ? value : throw Throw.BadTrainingArgument(nameof(LearningRate), "a finite number of 0 or more", value);
        }
    }

    /// <summary>What the learning rate follows from step to step, in place of one number; <see langword="null"/> (the default) for
    /// none.</summary>
    public LearningRateSchedule? Schedule { get; set; }

    /// <summary>How many steps it has made; where gradients are accumulated, each batch counts.</summary>
    public long Iterations { get; internal set; }

    /// <summary>Its memory in the order of <see cref="Layout"/>; null before the first step.</summary>
    internal IReadOnlyList<TensorData>? State { get; set; }

    /// <summary>What it remembers of each weight.</summary>
    internal abstract IReadOnlyList<OptimizerSlot> Slots { get; }

    /// <summary>What it remembers once for all weights: numbers without axes.</summary>
    internal virtual IReadOnlyList<OptimizerSlot> CommonSlots => [];

    /// <summary>Whether a step divides by its memory without adding an epsilon, so that memory of zero makes weights NaN.</summary>
    internal virtual bool DividesByMemory => false;

    /// <summary>Whether files of Keras 2 list, after the rest, one more tensor for each weight, on which nothing depends.</summary>
    internal virtual bool HasUnusedMemory => false;

    /// <summary>The order in which files list <see cref="Slots"/>; weight by weight unless an optimizer says otherwise.</summary>
    internal virtual IEnumerable<(OptimizerSlot Slot, int Weight)> Order(int weights) =>
        from weight in Enumerable.Range(0, weights)
        from slot in Slots
        select (slot, weight);

    /// <summary>All that it remembers of some weights, in the order of Keras's files.</summary>
    /// <param name="weights">How many weights there are.</param>
    /// <param name="isOld">Whether in the order of old releases, 3.3.3 among them, which had what belongs to all weights before the
    /// rest.</param>
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

    /// <summary>One step of one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="slots">What is remembered of it, in the order of <see cref="Slots"/>.</param>
    /// <param name="step">Learning rate and count of steps.</param>
    /// <returns>The weight and the memory after the step.</returns>
    internal abstract (Value Weight, IReadOnlyList<Value> Slots) Update(Value weight, Value gradient, IReadOnlyList<Value> slots, OptimizerStep step);

    /// <summary>One step of what is remembered once for all weights, before the weights move.</summary>
    internal virtual IReadOnlyList<Value> UpdateCommon(OptimizerStep step) => step.Common;

    internal abstract void WriteConfig(JsonObject config);

    /// <summary>Makes the memory for weights it has not met; keeps it where they have the same shapes as before.</summary>
    internal IReadOnlyList<TensorData> StateFor(IReadOnlyList<Weight> weights)
    {
        var layout = Layout(weights.Count);
        if (State is { } known && known.Count == layout.Count && known.Zip(layout).All(pair => pair.First.Shape.Equals(TypeOf(pair.Second.Weight, weights).Shape))) return known;
        return State = Start(weights);
    }

    /// <summary>The memory before the first step.</summary>
    internal IReadOnlyList<TensorData> Start(IReadOnlyList<Weight> weights) =>
    [
        .. Layout(weights.Count).Select(place =>
        {
            var (type, shape) = TypeOf(place.Weight, weights);
            return place.Slot.Start(type, shape);
        }),
    ];

    /// <summary>The type and shape of what is remembered of a weight, or of all.</summary>
    internal static (DType Type, Shape Shape) TypeOf(int weight, IReadOnlyList<Weight> weights) =>
        weight == OptimizerSlot.AllWeights ? (weights[0].Type, Shape.Scalar) : (weights[weight].Type, weights[weight].Shape);

    private static IEnumerable<(OptimizerSlot Slot, int Weight)> Each(OptimizerSlot slot, int weights) => Enumerable.Range(0, weights).Select(weight => (slot, weight));
}
