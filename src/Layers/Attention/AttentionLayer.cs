using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base of attention that compares queries and keys as they come, without projections.</summary>
/// <remarks>Inputs: queries <c>(batch, Tq, dim)</c>, values <c>(batch, Tv, dim)</c>, and keys of the values' shape, which are the values
/// themselves where they are not given. Output <c>(batch, Tq, dim)</c>: for each query the mean of the values, weighted by the softmax of
/// the scores. A mask of the values leaves out those that do not count; where a query does not count, the output is 0, and its mask is that
/// of the queries.</remarks>
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

    /// <summary>The seed; <see langword="null"/> for none of its own.</summary>
    public long? NoiseSeed { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> FlagNames => ["return_attention_scores", "use_causal_mask"];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    // Keras learns the shapes of several inputs from the call.
    internal override bool IsSavedWithItsShape => false;

    /// <summary>Adds the layer to a model that is being made.</summary>
    /// <param name="query">What asks, <c>(batch, Tq, dim)</c>.</param>
    /// <param name="value">What is looked at, <c>(batch, Tv, dim)</c>.</param>
    /// <param name="key">What queries are compared with, of the values' shape; <see langword="null"/> for the values.</param>
    /// <param name="useCausalMask">Whether a step sees no later one; default false.</param>
    /// <returns><c>(batch, Tq, dim)</c>.</returns>
    /// <exception cref="LayerException">The shapes do not fit.</exception>
    public KerasTensor Apply(KerasTensor query, KerasTensor value, KerasTensor? key = null, bool useCausalMask = false) =>
        ApplyAll(key is null ? [query, value] : [query, value, key], flags: useCausalMask ? ["use_causal_mask"] : [])[0];

    /// <summary>Adds the layer to a model that is being made, with what it looked at.</summary>
    /// <returns>The output, and the scores after the softmax, <c>(batch, Tq, Tv)</c>.</returns>
    /// <inheritdoc cref="Apply"/>
    public (KerasTensor Output, KerasTensor Scores) ApplyWithScores(KerasTensor query, KerasTensor value, KerasTensor? key = null, bool useCausalMask = false)
    {
        var outputs = ApplyAll(key is null ? [query, value] : [query, value, key], flags: useCausalMask ? ["return_attention_scores", "use_causal_mask"] : ["return_attention_scores"]);
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
        if (CountsOf(inputs, scores, call) is { } counts) scores = Where(counts, scores, scores - (Policy.ComputeType == DType.Float16 ? 65504 : 1e9));
        var weights = AttentionScores.Dropped(Softmax(scores), Dropout, NoiseSeed, call);
        var output = MatMul(weights, value);
        if (call.MaskOf(inputs[0]) is { } asked) output = Where(Masks.OverFeatures(this, inputs[0], asked), output, 0);
        return call.IsSet("return_attention_scores") ? [output, weights] : [output];
    }

    private protected void WriteCommon(ConfigWriter config, bool useScale)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("use_scale", useScale).Set("dropout", Dropout).Set("seed", NoiseSeed);
    }

    /// <summary>How well each query fits each key: <c>(batch, Tq, Tv)</c>.</summary>
    private protected abstract Value Scores(Value query, Value key);

    private Value Number(Value x) => Cast(x, Policy.ArithmeticType);

    // The values that count, and where asked for those that are not later, as (batch, 1 or Tq, Tv).
    private Value? CountsOf(IReadOnlyList<Value> inputs, Value scores, CallContext call)
    {
        var known = call.MaskOf(inputs[1]) is { } mask ? Unsqueeze(Masks.Checked(this, mask, inputs[1].Shape[..^1]), mask.Shape.Rank - 1) : null;
        return Masks.Both(known, call.IsSet("use_causal_mask") ? AttentionScores.Causal(scores) : null);
    }
}
