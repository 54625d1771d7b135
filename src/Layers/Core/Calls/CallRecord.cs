namespace Layers;

/// <summary>The results, other than outputs, that layers add while a model is built into a graph. All calls in a graph share one
/// record.</summary>
/// <param name="key">The graph input for the random key of a step; null if nothing may be random.</param>
/// <param name="isTraining">Whether the graph is for training.</param>
/// <param name="rows">The number of rows of a batch if training feeds the positions of rows; otherwise null.</param>
internal sealed class CallRecord(Value? key, bool isTraining, Dim? rows = null)
{
    private readonly List<(Regularizer Regularizer, Value Output)> _activities = [];
    private readonly Dictionary<Weight, Value> _updates = [];
    private readonly Dictionary<Value, Value> _masks = new(ReferenceEqualityComparer.Instance);
    private long _draws;

    /// <summary>Returns a record for a graph that predicts.</summary>
    public static CallRecord ForPrediction() => new(null, isTraining: false);

    public bool IsTraining { get; } = isTraining;

    /// <summary>Whether the graph is built only to find the inputs of adaptive layers. Some of these layers may not be adapted
    /// yet.</summary>
    public bool IsForAdapting { get; init; }

    /// <summary>Whether a layer left out its outputs because it does not know them before it is adapted. The layers after it must
    /// wait.</summary>
    public bool IsCutShort { get; set; }

    /// <summary>The penalties that activity regularizers add to the loss.</summary>
    public IEnumerable<Value> Penalties =>
        _activities.Select(activity => activity.Regularizer.Penalty(activity.Output) / Rows(activity.Output));

    /// <summary>For each updated weight, its value after the step, in the order of the first updates. These weights are not
    /// trainable.</summary>
    public IReadOnlyDictionary<Weight, Value> Updates => _updates;

    /// <summary>The graph input for the positions of a step's rows; null if no layer uses them.</summary>
    public Value? RowPositions { get; private set; }

    /// <summary>The calls of adaptive layers with their inputs and outputs, in order.</summary>
    public List<AdaptiveCall> AdaptiveCalls { get; } = [];

    /// <summary>Every call with its inputs and outputs, an inner call before the outer call; null if they are not recorded.</summary>
    public List<(Layer Layer, IReadOnlyList<Value> Inputs, IReadOnlyList<Value> Outputs)>? Calls { get; init; }

    /// <summary>The checks of the values that layers compute with.</summary>
    public List<ValueCheck> Checks { get; } = [];

    /// <summary>The layers at which a mask ended because they do not support masking, in order.</summary>
    public List<Layer> MasksEndAt { get; } = [];

    public void AddActivity(Regularizer regularizer, Value output) => _activities.Add((regularizer, output));

    public void Update(Weight weight, Value next) => _updates[weight] = next;

    /// <summary>Whether any value has a mask.</summary>
    public bool HasMasks => _masks.Count > 0;

    public Value? MaskOf(Value x) => _masks.GetValueOrDefault(x);

    public void SetMask(Value x, Value? mask)
    {
        if (mask is null) _masks.Remove(x);
        else _masks[x] = mask;
    }

    /// <summary>Returns the positions of a step's rows.</summary>
    public Value PositionsFor(Layer layer) =>
        RowPositions ??= Ops.Input("training/row_positions", [rows ?? throw Throw.OnlyInTraining(layer, "positions of rows")], DType.Int64);

    /// <summary>Returns a key for one draw: the key of the step plus a constant that is different for each draw. Keys that are far apart
    /// give unrelated numbers.</summary>
    /// <param name="layer">The layer that draws.</param>
    /// <param name="seed">A number that selects another stream; null is the same as 0.</param>
    public Value NextKey(Layer layer, long? seed) =>
        (IsTraining ? key : null) is { } step
            ? step + Ops.Constant(TensorData.Scalar(RandomKey.Mix(RandomKey.Mix(0, seed ?? 0), _draws++)))
            : throw Throw.OnlyInTraining(layer, "random numbers");

    // Keras divides by the number of rows, so that the penalty does not grow with the batch.
    private static Value Rows(Value output) => Ops.Cast(Ops.Squeeze(Ops.Slice(Ops.ShapeOf(output), 0, 1, 0), 0), output.Type);
}
