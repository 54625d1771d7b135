using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of attention with several heads. Queries, keys and values are projected for each head, and the results of all
/// heads are projected to the output.</summary>
/// <remarks>Inputs: queries <c>(batch, T, features)</c>, values <c>(batch, S, features)</c>, and keys with as many steps as the values. If
/// no keys are given, the values are the keys. Masks of the queries, the values and the keys leave out pairs of steps. The masks come with
/// the inputs; the masks of values and keys may also be the arguments <c>value_mask</c> and <c>key_mask</c>. The argument
/// <c>attention_mask</c>, bool <c>(batch, T, S)</c>, also leaves out pairs: it is true if the query may attend to the value. The output has
/// the mask of the queries. As in Keras, a query that may attend to no value gets the mean of all values. It gets 0 if the layer has
/// dropout or returns scores, or if its inputs have a rank other than 3.</remarks>
public abstract class ProjectedAttention : Layer
{
    private Projection _query = null!, _key = null!, _value = null!, _output = null!;
    private Projection? _gate;

    private protected ProjectedAttention(double dropout, bool useBias, int? slidingWindow, Initializer? kernelInitializer,
        Initializer? biasInitializer, Regularizer? kernelRegularizer, Regularizer? biasRegularizer,
        Regularizer? activityRegularizer, WeightConstraint? kernelConstraint, WeightConstraint? biasConstraint, bool useGate, long? seed,
            string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (!(dropout >= 0 && dropout <= 1)) throw Throw.BadArgument(Name, nameof(dropout), "from 0 to 1", dropout);
        if (slidingWindow < 1) throw Throw.BadArgument(Name, nameof(slidingWindow), "1 or more, or null for none", slidingWindow);
        (Dropout, UseBias, SlidingWindow, UseGate, NoiseSeed) = (dropout, useBias, slidingWindow, useGate, seed);
        (KernelInitializer, BiasInitializer) = (kernelInitializer ?? Initializer.GlorotUniform, biasInitializer ?? Initializer.Zeros);
        (KernelRegularizer, BiasRegularizer, ActivityRegularizer, KernelConstraint, BiasConstraint) = (kernelRegularizer, biasRegularizer,
            activityRegularizer, kernelConstraint, biasConstraint);
    }

    /// <summary>The share of the scores set to 0 in training.</summary>
    public double Dropout { get; }

    /// <summary>Whether the projections have biases.</summary>
    public bool UseBias { get; }

    /// <summary>The number of steps that a query attends to in each direction, including its own; <see langword="null"/> for all.</summary>
    public int? SlidingWindow { get; }

    /// <summary>Whether the result of the heads is multiplied by the sigmoid of a projection of the queries.</summary>
    public bool UseGate { get; }

    /// <summary>The initializer of the kernels.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The initializer of the biases.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The regularizer of each kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The regularizer of each bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>The constraint on each kernel, applied after each training step.</summary>
    public WeightConstraint? KernelConstraint { get; }

    /// <summary>The constraint on each bias, applied after each training step.</summary>
    public WeightConstraint? BiasConstraint { get; }

    /// <summary>The seed of the dropout pattern; <see langword="null"/> if none was given.</summary>
    public long? NoiseSeed { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["query_mask", "value_mask", "key_mask", "attention_mask"];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> FlagNames => ["return_attention_scores", "use_causal_mask"];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    internal override IReadOnlyList<string> NamedInputs => ["query", "value", "key"];

    // Keras builds layers of several inputs from the shapes of the call.
    internal override bool IsSavedWithItsShape => false;

    // Keras applies the regularizer to each of the projections.
    internal override bool PenalizesOutputs => false;

    internal override IReadOnlyList<(string Group, IReadOnlyList<Weight> Weights)> WeightGroups =>
        IsBuilt ? [.. Projections.Select(projection => (projection.Part, projection.Weights))] : [];

    // The projections in Keras's order.
    private IEnumerable<Projection> Projections => new[] { _query, _key, _gate, _value, _output }.OfType<Projection>();

    /// <summary>The factor of the queries.</summary>
    private protected abstract double Scale { get; }

    /// <summary>Returns the axes of attention for queries of the given shape.</summary>
    private protected abstract AttentionHeads Heads(Shape query);

    /// <summary>Returns the mask of the queries; null if every step counts.</summary>
    private protected abstract Value? QueryMask(Value query, CallContext call);

    /// <summary>Adds the layer to a model that is being made.</summary>
    /// <param name="query">The queries, <c>(batch, T, features)</c>.</param>
    /// <param name="value">The values, <c>(batch, S, features)</c>.</param>
    /// <param name="key">The keys, with the same number of steps as the values; <see langword="null"/> for the values.</param>
    /// <param name="attentionMask">A mask, bool <c>(batch, T, S)</c>: true if the query may attend to the value; <see langword="null"/> for
    /// none.</param>
    /// <param name="useCausalMask">Whether a query attends only to values of the same or earlier steps; default false.</param>
    /// <returns>The output, of the shape of the queries unless the layer sets an output shape.</returns>
    /// <exception cref="LayerException">The shapes do not match.</exception>
    public KerasTensor Apply(KerasTensor query, KerasTensor value, KerasTensor? key = null, KerasTensor? attentionMask = null,
        bool useCausalMask = false) =>
        Applied(query, value, key, attentionMask, useCausalMask ? ["use_causal_mask"] : [])[0];

    /// <summary>Adds the layer to a model that is being made, and also returns the scores.</summary>
    /// <returns>The output, and the scores after the softmax, <c>(batch, heads, T, S)</c>.</returns>
    /// <inheritdoc cref="Apply"/>
    public (KerasTensor Output, KerasTensor Scores) ApplyWithScores(KerasTensor query, KerasTensor value, KerasTensor? key = null,
        KerasTensor? attentionMask = null, bool useCausalMask = false)
    {
        var outputs = Applied(query, value, key, attentionMask,
            useCausalMask ? ["return_attention_scores", "use_causal_mask"] : ["return_attention_scores"]);
        return (outputs[0], outputs[1]);
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => throw Throw.NeedsQueryAndValue(this, 1);

    private IReadOnlyList<KerasTensor> Applied(KerasTensor query, KerasTensor value, KerasTensor? key, KerasTensor? attentionMask,
        IReadOnlyList<string> flags) => ApplyAll(
        key is null ? [query, value] : [query, value, key],
        attentionMask is null ? null : new Dictionary<string, IReadOnlyList<KerasTensor>> { ["attention_mask"] = [attentionMask] }, flags);

    /// <summary>Adds the projections.</summary>
    /// <param name="inputShapes">The shapes of queries, values and keys; only one if all three are the same.</param>
    /// <param name="heads">The number of heads of queries, and the number of heads of keys and values.</param>
    /// <param name="sizes">The number of elements of a head for each key, and for each value.</param>
    /// <param name="output">The sizes that replace the last size of the queries in the output; null for the size of the queries.</param>
    /// <param name="prefix">The prefix of Keras's attributes.</param>
    private protected void AddProjections(IReadOnlyList<Shape> inputShapes, (int Query, int Key) heads, (int Key, int Value) sizes,
        Shape? output, string prefix)
    {
        var (query, value, key) = (inputShapes[0], inputShapes[Math.Min(1, inputShapes.Count - 1)], inputShapes[^1]);
        RequireShapes(query, value, key);
        _ = Heads(query);
        _query = Projection("query", $"{prefix}query_dense", [query[^1]], [heads.Query, sizes.Key]);
        _key = Projection("key", $"{prefix}key_dense", [key[^1]], [heads.Key, sizes.Key]);
        _gate = UseGate ? Projection("gate", "_gate_dense", [query[^1]], [heads.Query, sizes.Value]) : null;
        _value = Projection("value", $"{prefix}value_dense", [value[^1]], [heads.Key, sizes.Value]);
        _output = Projection("attention_output", $"{prefix}output_dense", [heads.Query, sizes.Value], output ?? [query[^1]]);
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        var (query, value, key) = Checked(inputs);
        var (heads, returnsScores) = (Heads(query.Shape), call.IsSet("return_attention_scores"));
        var gate = _gate is null ? null : Projected(_gate, query, call);
        var (q, k, v) = (heads.Of(Projected(_query, query, call)), heads.Of(Shared(Projected(_key, key, call))),
            heads.Of(Shared(Projected(_value, value, call))));
        var scores = heads.Scores(q * Scale, k);
        var allowed = Allowed(inputs, scores, heads, call) is { } mask ? heads.Aligned(this, mask, scores, q, k) : null;
        // Keras uses another formula if a kernel of its backend may compute the attention. There, a query that may attend to no value
        // attends to all values.
        var shares = Shares(scores, allowed, zeroIfNoneAllowed: Dropout > 0 || returnsScores || query.Shape.Rank != 3);
        var attended = Rounded(heads.Weighted(AttentionScores.Dropped(shares, Dropout, NoiseSeed, call), v, q));
        var output = Projected(_output, gate is null ? attended : Rounded(attended * gate), call);
        return returnsScores ? [output, heads.Full(shares, q, k)] : [output];
    }

    /// <summary>Returns keys or values repeated for each head of the queries.</summary>
    private protected virtual Value Shared(Value projected) => projected;

    private Projection Projection(string name, string part, Shape from, Shape to)
    {
        var kernel = AddWeight($"{name}/kernel", [.. from, .. to], KernelInitializer, regularizer: KernelRegularizer,
            constraint: KernelConstraint);
        return new(part, kernel, UseBias
            ? AddWeight($"{name}/bias", to, BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint) : null, from.Rank);
    }

    // Throws if the shapes of queries, values and keys do not match or have other features than the layer was built for.
    private (Value Query, Value Value, Value Key) Checked(IReadOnlyList<Value> inputs)
    {
        if (inputs.Count is not (2 or 3)) throw Throw.NeedsQueryAndValue(this, inputs.Count);
        if (inputs.FirstOrDefault(x => x.Type == DType.String) is { } text) throw Throw.NeedsNumbers(this, text);
        var (query, value, key) = (Number(inputs[0]), Number(inputs[1]), Number(inputs[^1]));
        RequireShapes(query.Shape, value.Shape, key.Shape);
        foreach (var (x, projection) in new[] { (query, _query), (value, _value), (key, _key) })
            if (x.Shape[^1] != projection.Kernel.Shape[0])
                throw Throw.WrongFeatures(this, x.Shape.Rank - 1, projection.Kernel.Shape[0], x.Shape);
        return (query, value, key);
    }

    private void RequireShapes(Shape query, Shape value, Shape key)
    {
        foreach (var shape in new[] { query, value, key })
        {
            if (shape.Rank < 3) throw Throw.WrongRank(this, "rank 3 or more", shape);
            if (!shape[^1].IsKnown) throw Throw.UnknownFeatures(this, shape.Rank - 1, shape);
        }
        if (query.Rank != value.Rank || query.Rank != key.Rank) throw Throw.QueryAndKeyDiffer(this, query, key);
        if (!value[..^1].MayBe(key[..^1])) throw Throw.ValueAndKeyDiffer(this, value, key);
    }

    // Adds a projection to the graph, rounded to the policy's type, and its activity penalty.
    private Value Projected(Projection projection, Value x, CallContext call)
    {
        var y = projection == _gate ? Sigmoid(projection.Of(x)) : projection.Of(x);
        if (ActivityRegularizer is not null) call.Record.AddActivity(ActivityRegularizer, Cast(y, Policy.ComputeType));
        return Rounded(y);
    }

    private Value Rounded(Value y) => Cast(Cast(y, Policy.ComputeType), Policy.ArithmeticType);

    // The mask of the pairs of steps that attention may use, as (batch or 1, T, S); null for all.
    private Value? Allowed(IReadOnlyList<Value> inputs, Value scores, AttentionHeads heads, CallContext call)
    {
        var query = QueryMask(inputs[0], call);
        var value = Given("value_mask", call) ?? call.MaskOf(inputs[1]);
        var key = Given("key_mask", call) ?? (inputs.Count > 2 ? call.MaskOf(inputs[2]) : null);
        var allowed = query is null ? null : Unsqueeze(Masks.Checked(this, query, inputs[0].Shape[..2]), 2);
        foreach (var mask in new[] { value, key })
            if (mask is not null)
                allowed = Masks.Both(allowed, Unsqueeze(Masks.Checked(this, mask, inputs[1].Shape[..2]), 1));
        if (heads.AxisCount > 1 && (allowed is not null || call.IsSet("use_causal_mask") || SlidingWindow is not null))
            throw Throw.NeedsOneAttentionAxis(this, heads.AxisCount);
        if (call.IsSet("use_causal_mask")) allowed = Masks.Both(allowed, Steps(AttentionScores.Causal(scores)));
        if (SlidingWindow is { } window) allowed = Masks.Both(allowed, Steps(AttentionScores.Near(scores, window)));
        return Masks.Both(allowed, Given("attention_mask", call));
    }

    // The softmax of the scores of allowed pairs.
    private static Value Shares(Value scores, Value? allowed, bool zeroIfNoneAllowed)
    {
        if (allowed is null) return Softmax(scores);
        var shares = Softmax(Where(allowed, scores, zeroIfNoneAllowed ? -1e9 : 0.7 * float.MinValue));
        return zeroIfNoneAllowed ? Where(allowed, shares, 0) : shares;
    }

    private protected void WriteCommon(ConfigWriter config)
    {
        config.Set("dropout", Dropout).Set("use_bias", UseBias)
            .Set("kernel_initializer", KernelInitializer).Set("bias_initializer", BiasInitializer)
            .Set("kernel_regularizer", KernelRegularizer).Set("bias_regularizer", BiasRegularizer)
            .Set("activity_regularizer", ActivityRegularizer)
            .Set("kernel_constraint", KernelConstraint).Set("bias_constraint", BiasConstraint);
        // Older releases of Keras reject these settings, even if they are off.
        if (UseGate) config.Set("use_gate", UseGate);
        if (SlidingWindow is { } window) config.Set("sliding_window", (long)window);
        if (NoiseSeed is not null) config.Set("seed", NoiseSeed);
    }

    /// <summary>Returns a mask that is an argument of the call; null for none.</summary>
    private protected static Value? Given(string name, CallContext call) =>
        call.Argument(name) is [var mask] ? Cast(mask, DType.Bool) : null;

    // Keeps one leading axis of size 1, for the batch.
    private static Value Steps(Value places) => Squeeze(places, [.. Enumerable.Range(0, places.Shape.Rank - 3)]);

    private Value Number(Value x) => Cast(x, Policy.ArithmeticType);
}
