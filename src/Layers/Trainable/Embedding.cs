using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A row of learned numbers for each index: <c>y = embeddings[x]</c>.</summary>
/// <remarks>Input <c>(batch, …)</c> of whole numbers from 0 to <c>inputDim − 1</c>; other types are cut to int32, and −1 is the last row,
/// −2 the one before it, as in Keras. Output <c>(batch, …, outputDim)</c>. An index outside is refused when the layer meets it. With
/// <c>maskZero</c>, the index 0 is padding: the output has a mask <c>(batch, …)</c> that leaves it out. Source:
/// <see href="https://keras.io/api/layers/core_layers/embedding/"/>.</remarks>
public sealed class Embedding : Layer, ISavable<Embedding>
{
    private readonly TensorData? _given;
    private Weight _embeddings = null!;

    /// <summary>A layer of as many rows as there are indices.</summary>
    /// <param name="inputDim">How many indices there are, 1 or more: the largest plus one.</param>
    /// <param name="outputDim">How many numbers an index has, 1 or more.</param>
    /// <param name="embeddingsInitializer">What they start as; <see langword="null"/> for <see cref="Initializer.RandomUniform"/>.</param>
    /// <param name="embeddingsRegularizer">What is added to the loss for them; <see langword="null"/> for nothing.</param>
    /// <param name="embeddingsConstraint">What they are brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="maskZero">Whether the index 0 stands for a step that does not count; default false.</param>
    /// <param name="weights">What they start as instead, <c>(inputDim, outputDim)</c>, as when they were learned elsewhere;
    /// <see langword="null"/> (the default) for the initializer.</param>
    /// <param name="activityRegularizer">What is added to the loss for the output, by row; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>embedding</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1, or <paramref name="weights"/> has another shape.</exception>
    public Embedding(int inputDim, int outputDim, Initializer? embeddingsInitializer = null, Regularizer? embeddingsRegularizer = null, WeightConstraint? embeddingsConstraint = null,
        bool maskZero = false, TensorData? weights = null, Regularizer? activityRegularizer = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (inputDim < 1) throw Throw.BadArgument(Name, nameof(inputDim), "1 or more", inputDim);
        if (outputDim < 1) throw Throw.BadArgument(Name, nameof(outputDim), "1 or more", outputDim);
        if (weights is not null && !weights.Shape.Equals(Shape.Of(inputDim, outputDim))) throw Throw.BadArgument(Name, nameof(weights), $"of shape [{inputDim}, {outputDim}]", weights.Shape);
        (InputDim, OutputDim, MaskZero, _given) = (inputDim, outputDim, maskZero, weights);
        EmbeddingsInitializer = embeddingsInitializer ?? Initializer.RandomUniform;
        (EmbeddingsRegularizer, EmbeddingsConstraint, ActivityRegularizer) = (embeddingsRegularizer, embeddingsConstraint, activityRegularizer);
    }

    /// <summary>How many indices there are.</summary>
    public int InputDim { get; }

    /// <summary>How many numbers an index has.</summary>
    public int OutputDim { get; }

    /// <summary>What the numbers start as.</summary>
    public Initializer EmbeddingsInitializer { get; }

    /// <summary>What is added to the loss for them.</summary>
    public Regularizer? EmbeddingsRegularizer { get; }

    /// <summary>What they are brought back to after each step.</summary>
    public WeightConstraint? EmbeddingsConstraint { get; }

    /// <summary>Whether the index 0 stands for a step that does not count.</summary>
    public bool MaskZero { get; }

    // Indices in 16 bits would not be those that came.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        _embeddings = AddWeight("embeddings", [InputDim, OutputDim], EmbeddingsInitializer, regularizer: EmbeddingsRegularizer, constraint: EmbeddingsConstraint);
        if (_given is not null) _embeddings.Value = Casting.Cast(_given, _embeddings.Type);
    }

    internal override int? LookupSize => InputDim;

    /// <inheritdoc/>
    protected override bool SupportsMasking => MaskZero;

    /// <inheritdoc/>
    protected override Value? ComputeMask(Value x, Value? mask)
    {
        ArgumentNullException.ThrowIfNull(x);
        return MaskZero ? Not(Equal(x.Type.IsFloat() ? x : Cast(x, DType.Int64), 0)) : null;
    }

    internal override KerasTensor? MaskTensor(LayerCall call) => MaskZero ? new StockOperation("NotEqual", [null, TensorData.Scalar(0L)]).Apply(call.Inputs) : null;

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        var whole = x.Type.IsFloat() ? x : Cast(x, DType.Int64);
        var isIndex = And(whole >= 0, whole < InputDim);
        call.Check(x, x.Type.IsFloat() ? And(isIndex, Equal(Floor(x), x)) : isIndex, value =>
            $"the index {value} is not one of 0 to {InputDim - 1}. Look values up so that unknown ones get an index of their own, or make inputDim larger.");
        return Call(x);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        var indices = x.Type is DType.Int32 or DType.Int64 ? x : Cast(x, DType.Int32);
        return Cast(Gather(_embeddings.Symbol, indices), Policy.ComputeType);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("input_dim", (long)InputDim).Set("output_dim", (long)OutputDim).Set("embeddings_initializer", EmbeddingsInitializer)
            .Set("embeddings_regularizer", EmbeddingsRegularizer).Set("activity_regularizer", ActivityRegularizer)
            .Set("embeddings_constraint", EmbeddingsConstraint).Set("mask_zero", MaskZero);
    }

    /// <inheritdoc/>
    public static Embedding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.OptionalInteger("lora_rank") is { } rank) throw Throw.NoLora(config.Owner, rank);
        // Releases before 3 wrote how long the input is, which nothing depends on.
        _ = (config.Take("lora_alpha"), config.Take("input_length"));
        return new(config.Whole("input_dim"), config.Whole("output_dim"),
            config.Initializer("embeddings_initializer", Initializer.RandomUniform), config.Regularizer("embeddings_regularizer"), config.Constraint("embeddings_constraint"),
            config.Flag("mask_zero", false), null, config.Regularizer("activity_regularizer"), config.Name, config.Policy);
    }
}
