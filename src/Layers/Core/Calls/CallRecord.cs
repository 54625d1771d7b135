namespace Layers;

/// <summary>What layers report while a model is written into a graph: one for each graph, shared by all its calls.</summary>
/// <param name="key">Where a step's random key goes; null where nothing may be random.</param>
/// <param name="isTraining">Whether layers do what they do in training.</param>
/// <param name="rows">How many rows a batch has, where training feeds their positions.</param>
internal sealed class CallRecord(Value? key, bool isTraining, Dim? rows = null)
{
    private readonly List<(Regularizer Regularizer, Value Output)> _activities = [];
    private readonly Dictionary<Weight, Value> _updates = [];
    private readonly Dictionary<Value, Value> _masks = new(ReferenceEqualityComparer.Instance);
    private long _draws;

    /// <summary>A record of a graph that predicts.</summary>
    public static CallRecord ForPrediction() => new(null, isTraining: false);

    public bool IsTraining { get; } = isTraining;

    /// <summary>Whether the graph only shows what adaptive layers are called on, of which some may not have learned yet.</summary>
    public bool IsForAdapting { get; init; }

    /// <summary>Whether a layer left its outputs out, because it does not know them before it has learned: whatever follows it
    /// waits.</summary>
    public bool IsCutShort { get; set; }

    /// <summary>What layers add to the loss for their outputs.</summary>
    public IEnumerable<Value> Penalties => _activities.Select(activity => activity.Regularizer.Penalty(activity.Output) / Rows(activity.Output));

    /// <summary>What weights that no gradient moves are after the step, those of the first update first.</summary>
    public IReadOnlyDictionary<Weight, Value> Updates => _updates;

    /// <summary>Where the positions of a step's rows go; null where no layer asks for them.</summary>
    public Value? RowPositions { get; private set; }

    /// <summary>What adaptive layers were called on and gave, in order.</summary>
    public List<AdaptiveCall> AdaptiveCalls { get; } = [];

    /// <summary>Every call with its inputs and outputs, those within another before it; null where nobody asks for them.</summary>
    public List<(Layer Layer, IReadOnlyList<Value> Inputs, IReadOnlyList<Value> Outputs)>? Calls { get; init; }

    /// <summary>What layers ask of the values that they compute with.</summary>
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

    /// <summary>The positions of a step's rows, for one who asks.</summary>
    public Value PositionsFor(Layer layer) =>
        RowPositions ??= Ops.Input("training/row_positions", [rows ?? throw Throw.OnlyInTraining(layer, "positions of rows")], DType.Int64);

    /// <summary>A key for one draw: the step's plus a constant that differs from draw to draw, since keys far apart give unrelated
    /// numbers.</summary>
    /// <param name="layer">Who draws.</param>
    /// <param name="seed">Moves to another stream; null for none of its own.</param>
    public Value NextKey(Layer layer, long? seed) =>
        (IsTraining ? key : null) is { } step
            ? step + Ops.Constant(TensorData.Scalar(RandomKey.Mix(RandomKey.Mix(0, seed ?? 0), _draws++)))
            : throw Throw.OnlyInTraining(layer, "random numbers");

    // Keras divides by the number of rows, so that the penalty does not grow with the batch.
    private static Value Rows(Value output) => Ops.Cast(Ops.Squeeze(Ops.Slice(Ops.ShapeOf(output), 0, 1, 0), 0), output.Type);
}
