using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of attention without projections of queries and keys.</summary>
/// <remarks>Inputs: queries <c>(batch, Tq, dim)</c>, values <c>(batch, Tv, dim)</c>, and keys of the values' shape. If no keys are given,
/// the values are the keys. Output <c>(batch, Tq, dim)</c>: for each query the mean of the values, weighted by the softmax of the scores.
/// Masked values are left out, and the output of a masked query is 0. The output has the mask of the queries.</remarks>
public abstract class AttentionLayer : Layer
{
    private protected AttentionLayer(double dropout, long? seed, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (!(dropout >= 0 && dropout <= 1)) throw Throw.BadArgument(Name, nameof(dropout), "from 0 to 1", dropout);
        (Dropout, NoiseSeed) = (dropout, seed);
    }

    /// <summary>The share of the scores set to 0 in training.</summary>
    public double Dropout { get; }

    /// <summary>The seed of the dropout pattern; <see langword="null"/> if none was given.</summary>
    public long? NoiseSeed { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> FlagNames => ["return_attention_scores", "use_causal_mask"];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    // Keras builds layers of several inputs from the shapes of the call.
    internal override bool IsSavedWithItsShape => false;

    /// <summary>Adds the layer to a model that is being made.</summary>
    /// <param name="query">The queries, <c>(batch, Tq, dim)</c>.</param>
    /// <param name="value">The values, <c>(batch, Tv, dim)</c>.</param>
    /// <param name="key">The keys, of the values' shape; <see langword="null"/> for the values.</param>
    /// <param name="useCausalMask">Whether a query attends only to values of the same or earlier steps; default false.</param>
    /// <returns>The output, <c>(batch, Tq, dim)</c>.</returns>
    /// <exception cref="LayerException">The shapes do not match.</exception>
    public KerasTensor Apply(KerasTensor query, KerasTensor value, KerasTensor? key = null, bool useCausalMask = false) =>
        ApplyAll(key is null ? [query, value] : [query, value, key], flags: useCausalMask ? ["use_causal_mask"] : [])[0];

    /// <summary>Adds the layer to a model that is being made, and also returns the scores.</summary>
    /// <returns>The output, and the scores after the softmax, <c>(batch, Tq, Tv)</c>.</returns>
    /// <inheritdoc cref="Apply"/>
    public (KerasTensor Output, KerasTensor Scores) ApplyWithScores(KerasTensor query, KerasTensor value, KerasTensor? key = null,
        bool useCausalMask = false)
    {
        var outputs = ApplyAll(key is null ? [query, value] : [query, value, key],
            flags: useCausalMask ? ["return_attention_scores", "use_causal_mask"] : ["return_attention_scores"]);
        return (outputs[0], outputs[1]);
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => throw Throw.NeedsQueryAndValue(this, 1);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        if (inputs.Count is not (2 or 3)) throw Throw.NeedsQueryAndValue(this, inputs.Count);
        if (inputs.FirstOrDefault(x => x.Type is DType.String or DType.Bool) is { } other) throw Throw.NeedsNumbers(this, other);
        if (inputs.FirstOrDefault(x => x.Shape.Rank < 3) is { } low) throw Throw.WrongRank(this, "rank 3 or more", low.Shape);
        var (query, value, key) = (Number(inputs[0]), Number(inputs[1]), Number(inputs[^1]));
        if (!query.Shape[^1..].MayBe(key.Shape[^1..])) throw Throw.QueryAndKeyDiffer(this, query.Shape, key.Shape);
        if (!value.Shape[^2..^1].MayBe(key.Shape[^2..^1])) throw Throw.ValueAndKeyDiffer(this, value.Shape, key.Shape);

        var scores = Scores(query, key);
        if (ValueMask(inputs, scores, call) is { } counts)
            scores = Where(counts, scores, scores - (Policy.ComputeType == DType.Float16 ? 65504 : 1e9));
        var weights = AttentionScores.Dropped(Softmax(scores), Dropout, NoiseSeed, call);
        var output = MatMul(weights, value);
        if (call.MaskOf(inputs[0]) is { } queryMask) output = Where(Masks.OverFeatures(this, inputs[0], queryMask), output, 0);
        return call.IsSet("return_attention_scores") ? [output, weights] : [output];
    }

    private protected void WriteCommon(ConfigWriter config, bool useScale)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("use_scale", useScale).Set("dropout", Dropout).Set("seed", NoiseSeed);
    }

    /// <summary>Returns the score of each query and each key: <c>(batch, Tq, Tv)</c>.</summary>
    private protected abstract Value Scores(Value query, Value key);

    private Value Number(Value x) => Cast(x, Policy.ArithmeticType);

    // The mask of the values, (batch, 1 or Tq, Tv). It also leaves out the values at later steps if the call sets use_causal_mask.
    private Value? ValueMask(IReadOnlyList<Value> inputs, Value scores, CallContext call)
    {
        var known = call.MaskOf(inputs[1]) is { } mask
            ? Unsqueeze(Masks.Checked(this, mask, inputs[1].Shape[..^1]), mask.Shape.Rank - 1) : null;
        return Masks.Both(known, call.IsSet("use_causal_mask") ? AttentionScores.Causal(scores) : null);
    }
}
