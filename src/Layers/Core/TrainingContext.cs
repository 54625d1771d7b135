namespace Layers;

/// <summary>What a layer's formula may use in training alone: randomness that the training's seed owns, and weights that follow the data.</summary>
public sealed class TrainingContext
{
    private readonly Value _key;
    private readonly List<Value> _penalties = [];
    private readonly Dictionary<Weight, Value> _updates = [];
    private long _calls;

    internal TrainingContext(Value key, bool isTraining)
    {
        _key = key;
        IsTraining = isTraining;
    }

    /// <summary>False where a loss is measured but nothing learned: layers then do what they do in prediction, and their penalties still count.</summary>
    internal bool IsTraining { get; }

    /// <summary>What layers add to the loss for their outputs.</summary>
    internal IReadOnlyList<Value> Penalties => _penalties;

    /// <summary>What weights that no gradient moves are after the step, those of the first update first.</summary>
    internal IReadOnlyDictionary<Weight, Value> Updates => _updates;

    /// <summary>What adaptive layers were called on and gave, in order.</summary>
    internal List<AdaptiveCall> AdaptiveCalls { get; } = [];

    internal void AddPenalty(Value penalty) => _penalties.Add(penalty);

    /// <summary>Says what a weight that no gradient moves is after the step, as the moving statistics of <see cref="BatchNormalization"/> are:
    /// validation, callbacks, and the saved file have it, and the next step starts from it.</summary>
    /// <param name="weight">Added with <c>trainable: false</c>.</param>
    /// <param name="next">Of the weight's shape; numbers are cast to the weight's type. A layer that is used twice in a model updates twice: start from
    /// <see cref="Current"/>, and the second update goes on from the first. Otherwise the last one counts.</param>
    /// <exception cref="ArgumentException">The weight is trainable, or the value has another shape.</exception>
    /// <example><code>
    /// protected override Value CallTraining(Value x, TrainingContext training)
    /// {
    ///     training.Update(_largest, Ops.Max(training.Current(_largest), Ops.ReduceMax(Ops.Abs(x), keepDims: false)));
    ///     return Call(x);
    /// }
    /// </code></example>
    public void Update(Weight weight, Value next)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(next);
        if (weight.IsTrainable) throw Throw.CannotUpdate(weight);
        if (!next.Shape.Equals(weight.Shape) || next.Type == DType.String != (weight.Type == DType.String)) throw Throw.WrongWeight(weight.Path, new TensorType(weight.Type, weight.Shape), new TensorType(next.Type, next.Shape));
        _updates[weight] = Ops.Cast(next, weight.Type);
    }

    /// <summary>What a weight holds at this place of the step: what it was before, or the last <see cref="Update"/>.</summary>
    /// <param name="weight">A weight of the layer.</param>
    /// <returns>The weight's shape; a float is in the type the layer computes in, not rounded to 16 bits.</returns>
    public Value Current(Weight weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return weight.Unrounded(_updates.GetValueOrDefault(weight));
    }

    /// <summary>Uniform random numbers in <c>[0, 1)</c>, others at each step, at each call and for each layer.</summary>
    /// <param name="sizes">int64, one element an axis; <c>ShapeOf(x)</c> for the shape of <c>x</c>.</param>
    /// <param name="seed">Moves to another stream of the training's seed; <see langword="null"/> for none of its own.</param>
    public Value RandomUniform(Value sizes, long? seed = null) => Ops.RandomUniform(NextKey(seed), sizes);

    /// <summary>Normal random numbers of mean 0 and deviation 1, others at each step, at each call and for each layer.</summary>
    /// <inheritdoc cref="RandomUniform"/>
    public Value RandomNormal(Value sizes, long? seed = null) => Ops.RandomNormal(NextKey(seed), sizes);

    // The step's key plus a constant that differs from call to call: keys far apart give unrelated numbers.
    private Value NextKey(long? seed) => _key + Ops.Constant(TensorData.Scalar(RandomKey.Mix(RandomKey.Mix(0, seed ?? 0), _calls++)));
}
