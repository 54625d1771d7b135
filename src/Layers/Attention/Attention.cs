using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Dot-product attention (Luong et al., 2015): the score of a query and a key is <c>query · key</c>, or <c>Σ tanh(query +
/// key)</c>.</summary>
/// <remarks><inheritdoc cref="AttentionLayer" path="/remarks/node()"/> Source:
/// <see href="https://keras.io/api/layers/attention_layers/attention/"/>.</remarks>
/// <example><code>var context = new Attention().Apply(query, value);</code></example>
public sealed class Attention : AttentionLayer, ISavable<Attention>
{
    private Weight? _scale;
    private Weight? _concatScoreWeight;

    /// <summary>Creates an attention layer.</summary>
    /// <param name="useScale">Whether scores are multiplied by a learned number; default false.</param>
    /// <param name="scoreMode">The score of a query and a key; default their dot product.</param>
    /// <param name="dropout">The share of the scores set to 0 in training, from 0 to 1; default 0.</param>
    /// <param name="seed">The seed of the dropout pattern, which also depends on the training's seed; <see langword="null"/>, the default,
    /// is the same as 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>attention</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="dropout"/> is outside [0, 1].</exception>
    public Attention(bool useScale = false, AttentionScore scoreMode = AttentionScore.Dot, double dropout = 0, long? seed = null,
        string? name = null, DTypePolicy? dtype = null)
        : base(dropout, seed, name, dtype) => (UseScale, ScoreMode) = (useScale, scoreMode);

    /// <summary>Whether scores are multiplied by a learned number.</summary>
    public bool UseScale { get; }

    /// <summary>The score of a query and a key.</summary>
    public AttentionScore ScoreMode { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        if (UseScale) _scale = AddWeight("scale", [], Initializer.Ones);
        if (ScoreMode == AttentionScore.Concat) _concatScoreWeight = AddWeight("concat_score_weight", [], Initializer.Ones);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteCommon(config, UseScale);
        config.Set("score_mode", ScoreMode == AttentionScore.Dot ? "dot" : "concat");
    }

    /// <inheritdoc/>
    public static Attention FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var mode = config.OptionalText("score_mode") switch
        {
            null or "dot" => AttentionScore.Dot,
            "concat" => AttentionScore.Concat,
            var other => throw Throw.WrongSetting(config.Owner, "score_mode", "'dot' or 'concat'", other),
        };
        return new(config.Flag("use_scale", false), mode, config.NumberOr("dropout", 0), config.OptionalInteger("seed"), config.Name,
            config.Policy);
    }

    private protected override Value Scores(Value query, Value key)
    {
        if (_concatScoreWeight is null) return _scale is null ? MatMul(query, Transpose(key)) : MatMul(query, Transpose(key)) * _scale;
        var sum = Unsqueeze(query, -2) + Unsqueeze(key, -3);
        return _concatScoreWeight * ReduceSum(Tanh(_scale is null ? sum : _scale * sum), [-1], keepDims: false);
    }
}
