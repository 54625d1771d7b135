namespace Layers;

/// <summary>Attention with several heads (Vaswani et al., 2017): <c>softmax(q · k / √keyDim) · v</c> for each head, of projections of
/// queries, keys and values.</summary>
/// <remarks><inheritdoc cref="ProjectedAttention" path="/remarks/node()"/> Inputs may have more axes, and queries may attend to values
/// along several of them. Source: <see href="https://keras.io/api/layers/attention_layers/multi_head_attention/"/>.</remarks>
/// <example><code>
/// var x = new Embedding(1000, 16, maskZero: true).Apply(words);
/// var y = new LayerNormalization().Apply(new Add().Apply(x, new MultiHeadAttention(numHeads: 2, keyDim: 8).Apply(x, x)));
/// </code></example>
public sealed class MultiHeadAttention : ProjectedAttention, ISavable<MultiHeadAttention>
{
    /// <summary>Creates an attention layer.</summary>
    /// <param name="numHeads">The number of heads, 1 or more.</param>
    /// <param name="keyDim">The number of elements of a head for each query and key, 1 or more.</param>
    /// <param name="valueDim">The number of elements of a head for each value; <see langword="null"/> for
    /// <paramref name="keyDim"/>.</param>
    /// <param name="dropout">The share of the scores set to 0 in training, from 0 to 1; default 0.</param>
    /// <param name="useBias">Whether the projections have biases; default true.</param>
    /// <param name="outputShape">The sizes that replace the last size of the queries in the output; <see langword="null"/> for the size of
    /// the queries.</param>
    /// <param name="attentionAxes">The axes along which queries attend to values; <see langword="null"/> for all axes except the first and
    /// the last.</param>
    /// <param name="slidingWindow">The number of steps that a query attends to in each direction, including its own; <see langword="null"/>
    /// for all. Keras 3.15 added the setting.</param>
    /// <param name="kernelInitializer">The initializer of the kernels; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">The initializer of the biases; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="kernelRegularizer">The regularizer of each kernel; <see langword="null"/> for none.</param>
    /// <param name="biasRegularizer">The regularizer of each bias; <see langword="null"/> for none.</param>
    /// <param name="activityRegularizer">The regularizer of each projection; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
    /// <param name="kernelConstraint">The constraint on each kernel, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="biasConstraint">The constraint on each bias, applied after each training step; <see langword="null"/> for none.</param>
    /// <param name="useGate">Whether the result of the heads is multiplied by the sigmoid of a projection of the queries; default false.
    /// Keras 3.15 added the setting.</param>
    /// <param name="seed">The seed of the dropout pattern, which also depends on the training's seed; <see langword="null"/>, the default,
    /// is the same as 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>multi_head_attention</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1, or <paramref name="dropout"/> is outside [0, 1].</exception>
    public MultiHeadAttention(int numHeads, int keyDim, int? valueDim = null, double dropout = 0, bool useBias = true,
        IReadOnlyList<int>? outputShape = null, IReadOnlyList<int>? attentionAxes = null,
        int? slidingWindow = null, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
            Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null, WeightConstraint? biasConstraint = null,
            bool useGate = false, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(dropout, useBias, slidingWindow, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer,
            kernelConstraint, biasConstraint, useGate, seed, name, dtype)
    {
        if (numHeads < 1) throw Throw.BadArgument(Name, nameof(numHeads), "1 or more", numHeads);
        if (keyDim < 1) throw Throw.BadArgument(Name, nameof(keyDim), "1 or more", keyDim);
        if (valueDim < 1) throw Throw.BadArgument(Name, nameof(valueDim), "1 or more, or null for keyDim", valueDim);
        if (outputShape is [] || outputShape?.FirstOrDefault(size => size < 1, 1) < 1)
            throw Throw.BadArgument(Name, nameof(outputShape), "one or more sizes of 1 or more", $"[{string.Join(", ", outputShape)}]");
        (NumHeads, KeyDim, ValueDim, OutputShape, AttentionAxes) = (numHeads, keyDim, valueDim ?? keyDim, outputShape,
            attentionAxes is [] ? null : attentionAxes);
    }

    /// <summary>The number of heads.</summary>
    public int NumHeads { get; }

    /// <summary>The number of elements of a head for each query and key.</summary>
    public int KeyDim { get; }

    /// <summary>The number of elements of a head for each value.</summary>
    public int ValueDim { get; }

    /// <summary>The sizes that replace the last size of the queries in the output; <see langword="null"/> for the size of the
    /// queries.</summary>
    public IReadOnlyList<int>? OutputShape { get; }

    /// <summary>The axes along which queries attend to values, as given; <see langword="null"/> for all axes except the first and the
    /// last.</summary>
    public IReadOnlyList<int>? AttentionAxes { get; }

    // Keras's layer also removes the masks.
    internal override bool TakesMasksAway => true;

    private protected override double Scale => 1 / Math.Sqrt(KeyDim);

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputShapes) =>
        AddProjections(inputShapes, (NumHeads, NumHeads), (KeyDim, ValueDim),
            OutputShape is null ? null : [.. OutputShape.Select(size => (Dim)size)], "");

    private protected override AttentionHeads Heads(Shape query) => new(query.Rank, Axes(query.Rank));

    // Keras 3.12 and later releases accept the argument query_mask and ignore it: only the mask of the queries themselves is used.
    private protected override Value? QueryMask(Value query, CallContext call) => call.MaskOf(query);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("num_heads", (long)NumHeads).Set("key_dim", (long)KeyDim).Set("value_dim", (long)ValueDim);
        WriteCommon(config);
        config.Set("output_shape", OutputShape?.Select(size => (long)size))
            .Set("attention_axes", (InputShape is { } shape ? Axes(shape.Rank) : AttentionAxes)?.Select(axis => (long)axis));
    }

    /// <inheritdoc/>
    public static MultiHeadAttention FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        // The setting selects a kernel of the backend and does not change the result.
        _ = config.Take("flash_attention");
        return new(config.Whole("num_heads"), config.Whole("key_dim"), config.OptionalWhole("value_dim"), config.NumberOr("dropout", 0),
            config.Flag("use_bias", true),
            config.OptionalAxes("output_shape"), config.OptionalAxes("attention_axes"), config.OptionalWhole("sliding_window"),
            config.Initializer("kernel_initializer", Initializer.GlorotUniform), config.Initializer("bias_initializer", Initializer.Zeros),
            config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
            config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Flag("use_gate", false),
                config.OptionalInteger("seed"), config.Name, config.Policy);
    }

    // The axes counted from the front.
    private int[] Axes(int rank)
    {
        int[] axes = AttentionAxes is null ? [.. Enumerable.Range(1, rank - 2)] : AxisWeights.Resolve(this, AttentionAxes, rank);
        return axes.Any(axis => axis == 0 || axis == rank - 1) ? throw Throw.NoAttentionAxis(this, axes, rank) : axes;
    }
}
