namespace Layers;

/// <summary>Attention with several heads (Vaswani et al., 2017): <c>softmax(q · k / √keyDim) · v</c> for each head, of projections of
/// queries, keys and values.</summary>
/// <remarks><inheritdoc cref="ProjectedAttention" path="/remarks/node()"/> Inputs may have more axes, of which attention goes over some.
/// Source: <see href="https://keras.io/api/layers/attention_layers/multi_head_attention/"/>.</remarks>
/// <example><code>
/// var x = new Embedding(1000, 16, maskZero: true).Apply(words);
/// var y = new LayerNormalization().Apply(new Add().Apply(x, new MultiHeadAttention(numHeads: 2, keyDim: 8).Apply(x, x)));
/// </code></example>
public sealed class MultiHeadAttention : ProjectedAttention, ISavable<MultiHeadAttention>
{
    /// <summary>An attention layer.</summary>
    /// <param name="numHeads">How many heads, 1 or more.</param>
    /// <param name="keyDim">How many numbers a head has for each query and key, 1 or more.</param>
    /// <param name="valueDim">How many it has for each value; <see langword="null"/> for <paramref name="keyDim"/>.</param>
    /// <param name="dropout">The share of the scores set to 0 in training, from 0 to 1; default 0.</param>
    /// <param name="useBias">Whether projections add a number to each output; default true.</param>
    /// <param name="outputShape">The sizes that take the place of the queries' last one; <see langword="null"/> for the queries'
    /// own.</param>
    /// <param name="attentionAxes">The axes that attention goes over; <see langword="null"/> for all but the first and the last.</param>
    /// <param name="slidingWindow">How far a query may look in either direction, itself counted; <see langword="null"/> for everywhere.
    /// Keras knows it since 3.15.</param>
    /// <param name="kernelInitializer">What the kernels start as; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">What the biases start as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="kernelRegularizer">What is added to the loss for each kernel; <see langword="null"/> for nothing.</param>
    /// <param name="biasRegularizer">What is added to the loss for each bias; <see langword="null"/> for nothing.</param>
    /// <param name="activityRegularizer">What is added to the loss for each projection, by row; <see langword="null"/> for nothing.</param>
    /// <param name="kernelConstraint">What each kernel is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="biasConstraint">What each bias is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="useGate">Whether what the heads see is multiplied by the sigmoid of a projection of the queries; default false. Keras
    /// knows it since 3.15.</param>
    /// <param name="seed">Makes this layer's pattern differ from that of a layer with another seed; the training's seed owns both.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>multi_head_attention</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1, or <paramref name="dropout"/> is outside [0, 1].</exception>
    public MultiHeadAttention(int numHeads, int keyDim, int? valueDim = null, double dropout = 0, bool useBias = true, IReadOnlyList<int>? outputShape = null, IReadOnlyList<int>? attentionAxes = null,
        int? slidingWindow = null, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null, WeightConstraint? biasConstraint = null, bool useGate = false, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(dropout, useBias, slidingWindow, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, useGate, seed, name, dtype)
    {
        if (numHeads < 1) throw Throw.BadArgument(Name, nameof(numHeads), "1 or more", numHeads);
        if (keyDim < 1) throw Throw.BadArgument(Name, nameof(keyDim), "1 or more", keyDim);
        if (valueDim < 1) throw Throw.BadArgument(Name, nameof(valueDim), "1 or more, or null for keyDim", valueDim);
        if (outputShape is [] || outputShape?.FirstOrDefault(size => size < 1, 1) < 1) throw Throw.BadArgument(Name, nameof(outputShape), "one or more sizes of 1 or more", $"[{string.Join(", ", outputShape)}]");
        (NumHeads, KeyDim, ValueDim, OutputShape, AttentionAxes) = (numHeads, keyDim, valueDim ?? keyDim, outputShape, attentionAxes is [] ? null : attentionAxes);
    }

    /// <summary>How many heads.</summary>
    public int NumHeads { get; }

    /// <summary>How many numbers a head has for each query and key.</summary>
    public int KeyDim { get; }

    /// <summary>How many numbers a head has for each value.</summary>
    public int ValueDim { get; }

    /// <summary>The sizes that take the place of the queries' last one; <see langword="null"/> for the queries' own.</summary>
    public IReadOnlyList<int>? OutputShape { get; }

    /// <summary>The axes that attention goes over, as given; <see langword="null"/> for all but the first and the last.</summary>
    public IReadOnlyList<int>? AttentionAxes { get; }

    // As Keras's class does.
    internal override bool TakesMasksAway => true;

    private protected override double Scale => 1 / Math.Sqrt(KeyDim);

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputShapes) =>
        AddProjections(inputShapes, (NumHeads, NumHeads), (KeyDim, ValueDim), OutputShape is null ? null : [.. OutputShape.Select(size => (Dim)size)], "");

    private protected override AttentionHeads Heads(Shape query) => new(query.Rank, Axes(query.Rank));

    // Since release 3.12 Keras takes the argument query_mask, and looks at what the queries carry alone.
    private protected override Value? QueryMask(Value query, CallContext call) => call.MaskOf(query);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("num_heads", (long)NumHeads).Set("key_dim", (long)KeyDim).Set("value_dim", (long)ValueDim);
        WriteCommon(config);
        config.Set("output_shape", OutputShape?.Select(size => (long)size)).Set("attention_axes", (InputShape is { } shape ? Axes(shape.Rank) : AttentionAxes)?.Select(axis => (long)axis));
    }

    /// <inheritdoc/>
    public static MultiHeadAttention FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        // Which kernel a backend takes changes no number.
        _ = config.Take("flash_attention");
        return new(config.Whole("num_heads"), config.Whole("key_dim"), config.OptionalWhole("value_dim"), config.NumberOr("dropout", 0), config.Flag("use_bias", true),
            config.OptionalAxes("output_shape"), config.OptionalAxes("attention_axes"), config.OptionalWhole("sliding_window"),
            config.Initializer("kernel_initializer", Initializer.GlorotUniform), config.Initializer("bias_initializer", Initializer.Zeros),
            config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
            config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Flag("use_gate", false), config.OptionalInteger("seed"), config.Name, config.Policy);
    }

    // Counted from the front.
    private int[] Axes(int rank)
    {
        int[] axes = AttentionAxes is null ? [.. Enumerable.Range(1, rank - 2)] : AxisWeights.Resolve(this, AttentionAxes, rank);
        return axes.Any(axis => axis == 0 || axis == rank - 1) ? throw Throw.NoAttentionAxis(this, axes, rank) : axes;
    }
}
