using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Additive attention (Bahdanau et al., 2015): the score of a query and a key is <c>Σ scale · tanh(query + key)</c>.</summary>
/// <remarks><inheritdoc cref="AttentionLayer" path="/remarks/node()"/> Source:
/// <see href="https://keras.io/api/layers/attention_layers/additive_attention/"/>.</remarks>
public sealed class AdditiveAttention : AttentionLayer, ISavable<AdditiveAttention>
{
    private Weight? _scale;

    /// <summary>Creates an attention layer.</summary>
    /// <param name="useScale">Whether each feature has a learned factor; default true.</param>
    /// <param name="dropout">The share of the scores set to 0 in training, from 0 to 1; default 0.</param>
    /// <param name="seed">The seed of the dropout pattern, which also depends on the training's seed; <see langword="null"/>, the default,
    /// is the same as 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>additive_attention</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="dropout"/> is outside [0, 1].</exception>
    public AdditiveAttention(bool useScale = true, double dropout = 0, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(dropout, seed, name, dtype) => UseScale = useScale;

    /// <summary>Whether each feature has a learned factor.</summary>
    public bool UseScale { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (!UseScale) return;
        if (!inputShape[^1].IsKnown) throw Throw.UnknownFeatures(this, inputShape.Rank - 1, inputShape);
        _scale = AddWeight("scale", [inputShape[^1]], Initializer.GlorotUniform);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteCommon(config, UseScale);

    /// <inheritdoc/>
    public static AdditiveAttention FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Flag("use_scale", true), config.NumberOr("dropout", 0), config.OptionalInteger("seed"), config.Name,
            config.Policy);
    }

    private protected override Value Scores(Value query, Value key)
    {
        var sum = Tanh(Unsqueeze(query, -2) + Unsqueeze(key, -3));
        return ReduceSum(_scale is null ? sum : _scale * sum, [-1], keepDims: false);
    }
}
