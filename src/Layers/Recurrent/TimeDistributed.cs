using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that applies an inner layer to each step of a sequence separately, with the same weights.</summary>
/// <remarks>Input <c>(batch, steps, …)</c>, of which the inner layer receives <c>(batch, …)</c>; output <c>(batch, steps, …)</c>, the
/// outputs of the inner layer for each step. The output has the mask of the steps. A mask of more axes, <c>(batch, steps, …)</c>, is also
/// passed to the inner layer. An inner layer that updates weights from its data, such as <see cref="BatchNormalization"/>, is called step
/// by step in training, as in Keras, so the number of steps must be known. Source:
/// <see href="https://keras.io/api/layers/recurrent_layers/time_distributed/"/>.</remarks>
public sealed class TimeDistributed : Layer, ISavable<TimeDistributed>
{
    /// <summary>Creates a layer that applies another to each step.</summary>
    /// <param name="layer">The inner layer, with one input and one output.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>time_distributed</c>, numbered.</param>
    /// <param name="dtype">The type of arithmetic; <see langword="null"/> for float32.</param>
    public TimeDistributed(Layer layer, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer is Input) throw Throw.BadArgument(Name, nameof(layer), "a layer that computes", layer);
        Inner = layer;
        MoveWeights();
    }

    /// <summary>The inner layer.</summary>
    public Layer Inner { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => Inner.Weights;

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> TrainableWeights => Trainable ? Inner.TrainableWeights : [];

    internal override IReadOnlyList<Layer> Children => [Inner];

    internal override bool FixesOutputOf(Layer child) => HasFixedOutput;

    internal override IReadOnlyList<(string Group, Layer Layer)> Parts => [("layer", Inner)];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    // The inner layer casts its input.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        RequireSteps(inputShape);
        Inner.Seed = RandomKey.Mix(Seed, 0);
        Inner.BuildFor([inputShape[0], .. inputShape[2..]]);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x) => Apply(x);

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        RequireSteps(x.Shape);
        var mask = call.MaskOf(x);
        if (mask is not null && (mask.Shape.Rank < 2 || !mask.Shape[..2].MayBe(x.Shape[..2])))
            throw Throw.WrongMask(this, mask, x.Shape[..2]);
        if (mask?.Shape.Rank == 2) mask = null;
        var (rows, ofRows) = (Rows(x), mask is null ? null : Rows(mask));
        if (call.IsTraining && UpdatesWeights(rows, ofRows)) return StepByStep(x, mask, call);
        // A layer that treats rows separately can process the rows of all steps at once.
        var y = OfRows(rows, ofRows, call.Record);
        return Reshape(y, Concat([Sizes(x, 0, 2), Sizes(y, 1, y.Shape.Rank - 1)], 0));
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    private Value StepByStep(Value x, Value? mask, CallContext call)
    {
        if (!x.Shape[1].IsKnown) throw Throw.UnknownSteps(this, x.Shape);
        Value Step(Value of, long step) => Squeeze(Slice(of, step, step + 1, 1), 1);
        return Concat([.. Enumerable.Range(0, (int)x.Shape[1].Size)
            .Select(step => Unsqueeze(OfRows(Step(x, step), mask is null ? null : Step(mask, step), call.Record), 1))], 1);
    }

    // Weights that are not trainable may also be constants, as in an adapted layer, or frozen. So a trial call shows whether training
    // updates them.
    private bool UpdatesWeights(Value rows, Value? mask)
    {
        if (Inner.Weights.All(weight => weight.IsTrainable)) return false;
        var record = new CallRecord(Input("key", [], DType.Int64), isTraining: true, rows.Shape[0]);
        OfRows(rows, mask, record);
        return record.Updates.Count > 0;
    }

    private Value OfRows(Value rows, Value? mask, CallRecord record) =>
        Inner.OnlyOutput(Inner.ApplyAll([rows], record,
            mask is null || !Inner.ArgumentNames.Contains("mask")
            ? null : new Dictionary<string, IReadOnlyList<Value>> { ["mask"] = [mask] }));

    private static Value Rows(Value x) => Reshape(x, Concat([ReduceProd(Sizes(x, 0, 2)), Sizes(x, 2, x.Shape.Rank - 2)], 0));

    private static Value Sizes(Value x, int first, int count) =>
        Gather(ShapeOf(x), Int64s([.. Enumerable.Range(first, count).Select(axis => (long)axis)]));

    private void RequireSteps(Shape shape)
    {
        if (shape.Rank < 3) throw Throw.WrongRank(this, "rank 3 or more, (batch, steps, …)", shape);
        if (shape[1] == 0) throw Throw.NoSteps(this, shape);
    }

    private protected override void MoveWeights()
    {
        base.MoveWeights();
        Hold(Inner);
        Inner.Scope = Path + "/";
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("layer", Inner);
    }

    /// <inheritdoc/>
    public static TimeDistributed FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Layer<Layer>("layer"), config.Name, config.Policy);
    }
}
