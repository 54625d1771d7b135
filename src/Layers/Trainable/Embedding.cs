using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that maps each index to a learned vector: <c>y = embeddings[x]</c>.</summary>
/// <remarks>Input <c>(batch, …)</c> of integers from 0 to <c>inputDim − 1</c>. Inputs of other types than int32 and int64 are truncated to
/// int32. Output <c>(batch, …, outputDim)</c>. An index outside this range, or with a fraction, is an error when the model runs. While
/// <see cref="Model.ChecksValues"/> is off, and in exported files, the index −1 is the last row and −2 the row before the last, as in
/// Keras. With <c>maskZero</c>, the index 0 is padding: the output has a mask <c>(batch, …)</c> in which the index 0 does not count.
/// Source:
/// <see href="https://keras.io/api/layers/core_layers/embedding/"/>.</remarks>
public sealed class Embedding : Layer, ISavable<Embedding>
{
    private readonly TensorData? _given;
    private Weight _embeddings = null!;

    /// <summary>Creates a layer with one vector for each index.</summary>
    /// <param name="inputDim">The number of indices, 1 or more: the largest index plus one.</param>
    /// <param name="outputDim">The size of the vector of an index, 1 or more.</param>
    /// <param name="embeddingsInitializer">The initializer of the vectors; <see langword="null"/> for
    /// <see cref="Initializer.RandomUniform"/>.</param>
    /// <param name="embeddingsRegularizer">The regularizer of the vectors; <see langword="null"/> for none.</param>
    /// <param name="embeddingsConstraint">The constraint on the vectors, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="maskZero">Whether the index 0 is a step that does not count; default false.</param>
    /// <param name="weights">Initial vectors <c>(inputDim, outputDim)</c>, for example from another model; <see langword="null"/> (the
    /// default) for those of the initializer.</param>
    /// <param name="activityRegularizer">The regularizer of the output; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>embedding</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1, or <paramref name="weights"/> has another shape.</exception>
    public Embedding(int inputDim, int outputDim, Initializer? embeddingsInitializer = null, Regularizer? embeddingsRegularizer = null,
        WeightConstraint? embeddingsConstraint = null,
        bool maskZero = false, TensorData? weights = null, Regularizer? activityRegularizer = null, string? name = null,
            DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (inputDim < 1) throw Throw.BadArgument(Name, nameof(inputDim), "1 or more", inputDim);
        if (outputDim < 1) throw Throw.BadArgument(Name, nameof(outputDim), "1 or more", outputDim);
        if (weights is not null && !weights.Shape.Equals(Shape.Of(inputDim, outputDim)))
            throw Throw.BadArgument(Name, nameof(weights), $"of shape [{inputDim}, {outputDim}]", weights.Shape);
        (InputDim, OutputDim, MaskZero, _given) = (inputDim, outputDim, maskZero, weights);
        EmbeddingsInitializer = embeddingsInitializer ?? Initializer.RandomUniform;
        (EmbeddingsRegularizer, EmbeddingsConstraint, ActivityRegularizer) = (embeddingsRegularizer, embeddingsConstraint,
            activityRegularizer);
    }

    /// <summary>The number of indices.</summary>
    public int InputDim { get; }

    /// <summary>The size of the vector of an index.</summary>
    public int OutputDim { get; }

    /// <summary>The initializer of the vectors.</summary>
    public Initializer EmbeddingsInitializer { get; }

    /// <summary>The regularizer of the vectors.</summary>
    public Regularizer? EmbeddingsRegularizer { get; }

    /// <summary>The constraint on the vectors, applied after each training step.</summary>
    public WeightConstraint? EmbeddingsConstraint { get; }

    /// <summary>Whether the index 0 is a step that does not count.</summary>
    public bool MaskZero { get; }

    // Casting indices to 16-bit floats would change them.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        _embeddings = AddWeight("embeddings", [InputDim, OutputDim], EmbeddingsInitializer, regularizer: EmbeddingsRegularizer,
            constraint: EmbeddingsConstraint);
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

    internal override KerasTensor? MaskTensor(LayerCall call) =>
        MaskZero ? new StockOperation("NotEqual", [null, TensorData.Scalar(0L)]).Apply(call.Inputs) : null;

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        var whole = x.Type.IsFloat() ? x : Cast(x, DType.Int64);
        var isIndex = And(whole >= 0, whole < InputDim);
        call.Check(x, x.Type.IsFloat() ? And(isIndex, Equal(Floor(x), x)) : isIndex, value =>
            $"the index {value} {(IsWhole(value) ? $"is outside 0 to {InputDim - 1}" : "is not a whole number")}. Look the values up so " +
            "that unknown values have an index, or make inputDim larger.");
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
        // Keras 2 wrote the length of the input, which has no effect.
        _ = (config.Take("lora_alpha"), config.Take("input_length"));
        return new(config.Whole("input_dim"), config.Whole("output_dim"),
            config.Initializer("embeddings_initializer", Initializer.RandomUniform), config.Regularizer("embeddings_regularizer"),
                config.Constraint("embeddings_constraint"),
            config.Flag("mask_zero", false), null, config.Regularizer("activity_regularizer"), config.Name, config.Policy);
    }

    private static bool IsWhole(string index) =>
        double.TryParse(index, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Floor(number) == number;
}
