using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Attention with several heads, some of which share keys and values (Ainslie et al., 2023): <c>softmax(q · k / √headDim) · v</c>
/// for each head.</summary>
/// <remarks><inheritdoc cref="ProjectedAttention" path="/remarks/node()"/>
/// Source: <see href="https://keras.io/api/layers/attention_layers/group_query_attention/"/>.</remarks>
public sealed class GroupQueryAttention : ProjectedAttention, ISavable<GroupQueryAttention>
{
    /// <summary>Creates an attention layer.</summary>
    /// <param name="headDim">The number of elements of a head, 1 or more.</param>
    /// <param name="numQueryHeads">The number of heads of queries, a multiple of <paramref name="numKeyValueHeads"/>.</param>
    /// <param name="numKeyValueHeads">The number of heads of keys and values, 1 or more.</param>
    /// <param name="dropout">The share of the scores set to 0 in training, from 0 to 1; default 0.</param>
    /// <param name="useBias">Whether the projections have biases; default true.</param>
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
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>grouped_query_attention</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1, <paramref name="numQueryHeads"/> is not a multiple of
    /// <paramref name="numKeyValueHeads"/>, or <paramref name="dropout"/> is outside [0, 1].</exception>
    public GroupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads, double dropout = 0, bool useBias = true,
        int? slidingWindow = null,
        Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null,
            Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
        WeightConstraint? kernelConstraint = null, WeightConstraint? biasConstraint = null, bool useGate = false, long? seed = null,
            string? name = null, DTypePolicy? dtype = null)
        : base(dropout, useBias, slidingWindow, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer,
            kernelConstraint, biasConstraint, useGate, seed, name, dtype)
    {
        if (headDim < 1) throw Throw.BadArgument(Name, nameof(headDim), "1 or more", headDim);
        if (numQueryHeads < 1) throw Throw.BadArgument(Name, nameof(numQueryHeads), "1 or more", numQueryHeads);
        if (numKeyValueHeads < 1) throw Throw.BadArgument(Name, nameof(numKeyValueHeads), "1 or more", numKeyValueHeads);
        if (numQueryHeads % numKeyValueHeads != 0) throw Throw.HeadsDoNotDivide(this, numQueryHeads, numKeyValueHeads);
        (HeadDim, NumQueryHeads, NumKeyValueHeads) = (headDim, numQueryHeads, numKeyValueHeads);
    }

    /// <summary>The number of elements of a head.</summary>
    public int HeadDim { get; }

    /// <summary>The number of heads of queries.</summary>
    public int NumQueryHeads { get; }

    /// <summary>The number of heads of keys and values.</summary>
    public int NumKeyValueHeads { get; }

    // Keras's class is GroupedQueryAttention; GroupQueryAttention is its public name.
    internal override string NameStem => "grouped_query_attention";

    private protected override double Scale => 1 / Math.Sqrt(HeadDim);

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputShapes) =>
        AddProjections(inputShapes, (NumQueryHeads, NumKeyValueHeads), (HeadDim, HeadDim), null, "_");

    private protected override AttentionHeads Heads(Shape query) =>
        query.Rank == 3 ? new(3, [1]) : throw Throw.WrongRank(this, "rank 3", query);

    private protected override Value? QueryMask(Value query, CallContext call) => Given("query_mask", call) ?? call.MaskOf(query);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("head_dim", (long)HeadDim).Set("num_query_heads", (long)NumQueryHeads)
            .Set("num_key_value_heads", (long)NumKeyValueHeads);
        WriteCommon(config);
    }

    /// <inheritdoc/>
    public static GroupQueryAttention FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _ = config.Take("flash_attention");
        return new(config.Whole("head_dim"), config.Whole("num_query_heads"), config.Whole("num_key_value_heads"),
            config.NumberOr("dropout", 0), config.Flag("use_bias", true),
            config.OptionalWhole("sliding_window"), config.Initializer("kernel_initializer", Initializer.GlorotUniform),
                config.Initializer("bias_initializer", Initializer.Zeros),
            config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
            config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Flag("use_gate", false),
                config.OptionalInteger("seed"), config.Name, config.Policy);
    }

    // Repeats each head for the heads of queries that share it.
    private protected override Value Shared(Value projected) => NumQueryHeads == NumKeyValueHeads ? projected
        : Gather(projected, Constant(Enumerable.Range(0, NumQueryHeads).Select(head => (long)(head / (NumQueryHeads / NumKeyValueHeads)))
            .ToArray()), 2);
}
