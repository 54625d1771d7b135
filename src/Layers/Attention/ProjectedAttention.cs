using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base of attention with several heads: queries, keys and values are projected for each head, and what the heads see is
/// projected together.</summary>
/// <remarks>Inputs: queries <c>(batch, T, features)</c>, values <c>(batch, S, features)</c>, and keys of as many steps, which are the
/// values where they are not given. Masks of the queries, the values and the keys leave pairs of steps out; they come with the inputs,
/// those of values and keys also as the arguments <c>value_mask</c> and <c>key_mask</c>. So does the argument <c>attention_mask</c>, bool
/// <c>(batch, T, S)</c>, true where a query may look. The output has the mask of the queries. As in Keras, a query that may look nowhere
/// sees the mean of all values; 0 where there is dropout, or the scores are asked for.</remarks>
public abstract class ProjectedAttention : Layer
{
    private Projection _query = null!, _key = null!, _value = null!, _output = null!;
    private Projection? _gate;

    private protected ProjectedAttention(double dropout, bool useBias, int? slidingWindow, Initializer? kernelInitializer, Initializer? biasInitializer, Regularizer? kernelRegularizer, Regularizer? biasRegularizer,
        Regularizer? activityRegularizer, WeightConstraint? kernelConstraint, WeightConstraint? biasConstraint, bool useGate, long? seed, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (!(dropout >= 0 && dropout <= 1)) throw Throw.BadArgument(Name, nameof(dropout), "from 0 to 1", dropout);
        if (slidingWindow < 1) throw Throw.BadArgument(Name, nameof(slidingWindow), "1 or more, or null for none", slidingWindow);
        (Dropout, UseBias, SlidingWindow, UseGate, NoiseSeed) = (dropout, useBias, slidingWindow, useGate, seed);
        (KernelInitializer, BiasInitializer) = (kernelInitializer ?? Initializer.GlorotUniform, biasInitializer ?? Initializer.Zeros);
        (KernelRegularizer, BiasRegularizer, ActivityRegularizer, KernelConstraint, BiasConstraint) = (kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint);
    }

    /// <summary>The share of the scores set to 0 in training.</summary>
    public double Dropout { get; }

    /// <summary>Whether projections add a number to each output.</summary>
    public bool UseBias { get; }

    /// <summary>How far a query may look in either direction, itself counted; <see langword="null"/> for everywhere.</summary>
    public int? SlidingWindow { get; }

    /// <summary>Whether what the heads see is multiplied by a projection of the queries.</summary>
    public bool UseGate { get; }

    /// <summary>What the kernels start as.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>What the biases start as.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>What is added to the loss for each kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>What is added to the loss for each bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What each kernel is brought back to after each step.</summary>
    public WeightConstraint? KernelConstraint { get; }

    /// <summary>What each bias is brought back to after each step.</summary>
    public WeightConstraint? BiasConstraint { get; }

    /// <summary>The seed; <see langword="null"/> for none of its own.</summary>
    public long? NoiseSeed { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["query_mask", "value_mask", "key_mask", "attention_mask"];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> FlagNames => ["return_attention_scores", "use_causal_mask"];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    internal override IReadOnlyList<string> NamedInputs => ["query", "value", "key"];

    // Keras learns the shapes of several inputs from the call.
    internal override bool IsSavedWithItsShape => false;

    // Keras gives the regularizer to each of the projections.
    internal override bool PenalizesOutputs => false;

    internal override IReadOnlyList<(string Group, IReadOnlyList<Weight> Weights)> WeightGroups => IsBuilt ? [.. Projections.Select(projection => (projection.Part, projection.Weights))] : [];

    // In the order in which Keras makes them.
    private IEnumerable<Projection> Projections => new[] { _query, _key, _gate, _value, _output }.OfType<Projection>();

    /// <summary>What queries are multiplied by.</summary>
    private protected abstract double Scale { get; }

    /// <summary>Which axes of queries of some shape attention goes over.</summary>
    private protected abstract AttentionHeads Heads(Shape query);

    /// <summary>The mask of the queries; null where every step counts.</summary>
    private protected abstract Value? QueryMask(Value query, CallContext call);

    /// <summary>Adds the layer to a model that is being made.</summary>
    /// <param name="query">What asks, <c>(batch, T, features)</c>.</param>
    /// <param name="value">What is looked at, <c>(batch, S, features)</c>.</param>
    /// <param name="key">What queries are compared with, of as many steps as the values; <see langword="null"/> for the values.</param>
    /// <param name="attentionMask">Bool <c>(batch, T, S)</c>, true where a query may look; <see langword="null"/> for everywhere.</param>
    /// <param name="useCausalMask">Whether a step sees no later one; default false.</param>
    /// <returns>The shape of the queries, unless the layer has an output shape of its own.</returns>
    /// <exception cref="LayerException">The shapes do not fit.</exception>
    public KerasTensor Apply(KerasTensor query, KerasTensor value, KerasTensor? key = null, KerasTensor? attentionMask = null, bool useCausalMask = false) =>
        Applied(query, value, key, attentionMask, useCausalMask ? ["use_causal_mask"] : [])[0];

    /// <summary>Adds the layer to a model that is being made, with what it looked at.</summary>
    /// <returns>The output, and the scores after the softmax, <c>(batch, heads, T, S)</c>.</returns>
    /// <inheritdoc cref="Apply"/>
    public (KerasTensor Output, KerasTensor Scores) ApplyWithScores(KerasTensor query, KerasTensor value, KerasTensor? key = null, KerasTensor? attentionMask = null, bool useCausalMask = false)
    {
        var outputs = Applied(query, value, key, attentionMask, useCausalMask ? ["return_attention_scores", "use_causal_mask"] : ["return_attention_scores"]);
        return (outputs[0], outputs[1]);
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => throw Throw.NeedsQueryAndValue(this, 1);

    private IReadOnlyList<KerasTensor> Applied(KerasTensor query, KerasTensor value, KerasTensor? key, KerasTensor? attentionMask, IReadOnlyList<string> flags) => ApplyAll(
        key is null ? [query, value] : [query, value, key], attentionMask is null ? null : new Dictionary<string, IReadOnlyList<KerasTensor>> { ["attention_mask"] = [attentionMask] }, flags);

    /// <summary>Adds the projections.</summary>
    /// <param name="inputShapes">Of queries, values and keys; of one alone where the layer attends to its queries.</param>
    /// <param name="heads">How many heads, of queries and of keys and values.</param>
    /// <param name="sizes">How many numbers a head has for each key, and for each value.</param>
    /// <param name="output">The sizes of the output in place of the queries' last one; null for that.</param>
    /// <param name="prefix">What Keras's attributes begin with.</param>
    private protected void AddProjections(IReadOnlyList<Shape> inputShapes, (int Query, int Key) heads, (int Key, int Value) sizes, Shape? output, string prefix)
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
        var (q, k, v) = (heads.Of(Projected(_query, query, call)), heads.Of(Shared(Projected(_key, key, call))), heads.Of(Shared(Projected(_value, value, call))));
        var scores = heads.Scores(q * Scale, k);
        var allowed = Allowed(inputs, scores, heads, call) is { } mask ? heads.Aligned(this, mask, scores, q, k) : null;
        // Keras has another formula for what it may leave to a kernel of its backend: there, a query that may look nowhere looks
        // everywhere.
        var shares = Shares(scores, allowed, leavesNothing: Dropout > 0 || returnsScores || query.Shape.Rank != 3);
        var seen = Rounded(heads.Weighted(AttentionScores.Dropped(shares, Dropout, NoiseSeed, call), v, q));
        var output = Projected(_output, gate is null ? seen : Rounded(seen * gate), call);
        return returnsScores ? [output, heads.Full(shares, q, k)] : [output];
    }

    /// <summary>Keys or values for each head of the queries.</summary>
    private protected virtual Value Shared(Value projected) => projected;

    private Projection Projection(string name, string part, Shape from, Shape to)
    {
        var kernel = AddWeight($"{name}/kernel", [.. from, .. to], KernelInitializer, regularizer: KernelRegularizer, constraint: KernelConstraint);
        return new(part, kernel, UseBias ? AddWeight($"{name}/bias", to, BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint) : null, from.Rank);
    }

    // Queries, values and keys, which must fit each other and be as wide as the layer was built for.
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

    // What a projection gives, rounded as the policy says, and what it costs.
    private Value Projected(Projection projection, Value x, CallContext call)
    {
        var y = projection == _gate ? Sigmoid(projection.Of(x)) : projection.Of(x);
        if (ActivityRegularizer is not null) call.Record.AddActivity(ActivityRegularizer, Cast(y, Policy.ComputeType));
        return Rounded(y);
    }

    private Value Rounded(Value y) => Cast(Cast(y, Policy.ComputeType), Policy.ArithmeticType);

    // Where queries may look, as (batch or 1, T, S); null for everywhere.
    private Value? Allowed(IReadOnlyList<Value> inputs, Value scores, AttentionHeads heads, CallContext call)
    {
        var query = QueryMask(inputs[0], call);
        var value = Given("value_mask", call) ?? call.MaskOf(inputs[1]);
        var key = Given("key_mask", call) ?? (inputs.Count > 2 ? call.MaskOf(inputs[2]) : null);
        var allowed = query is null ? null : Unsqueeze(Masks.Checked(this, query, inputs[0].Shape[..2]), 2);
        foreach (var mask in new[] { value, key })
            if (mask is not null)
                allowed = Masks.Both(allowed, Unsqueeze(Masks.Checked(this, mask, inputs[1].Shape[..2]), 1));
        if (heads.AxisCount > 1 && (allowed is not null || call.IsSet("use_causal_mask") || SlidingWindow is not null)) throw Throw.NeedsOneAttentionAxis(this, heads.AxisCount);
        if (call.IsSet("use_causal_mask")) allowed = Masks.Both(allowed, Steps(AttentionScores.Causal(scores)));
        if (SlidingWindow is { } window) allowed = Masks.Both(allowed, Steps(AttentionScores.Near(scores, window)));
        return Masks.Both(allowed, Given("attention_mask", call));
    }

    // The softmax of scores, of what may be looked at.
    private static Value Shares(Value scores, Value? allowed, bool leavesNothing)
    {
        if (allowed is null) return Softmax(scores);
        var shares = Softmax(Where(allowed, scores, leavesNothing ? -1e9 : 0.7 * float.MinValue));
        return leavesNothing ? Where(allowed, shares, 0) : shares;
    }

    private protected void WriteCommon(ConfigWriter config)
    {
        config.Set("dropout", Dropout).Set("use_bias", UseBias)
            .Set("kernel_initializer", KernelInitializer).Set("bias_initializer", BiasInitializer)
            .Set("kernel_regularizer", KernelRegularizer).Set("bias_regularizer", BiasRegularizer).Set("activity_regularizer", ActivityRegularizer)
            .Set("kernel_constraint", KernelConstraint).Set("bias_constraint", BiasConstraint);
        // Releases that do not know these settings refuse them, even where they are off.
        if (UseGate) config.Set("use_gate", UseGate);
        if (SlidingWindow is { } window) config.Set("sliding_window", (long)window);
        if (NoiseSeed is not null) config.Set("seed", NoiseSeed);
    }

    /// <summary>A mask that is an argument of the call; null for none.</summary>
    private protected static Value? Given(string name, CallContext call) => call.Argument(name) is [var mask] ? Cast(mask, DType.Bool) : null;

    // One axis of size 1 in front, for the batch.
    private static Value Steps(Value places) => Squeeze(places, [.. Enumerable.Range(0, places.Shape.Rank - 3)]);

    private Value Number(Value x) => Cast(x, Policy.ArithmeticType);
}
