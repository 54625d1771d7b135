using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that returns positive inputs unchanged and multiplies others by learned slopes: <c>y = max(x, 0) − alpha · max(−x,
/// 0)</c>.</summary>
/// <remarks>Input and output are <c>(batch, …)</c> with the same shape. Each element of a row has its own <c>alpha</c>; along shared axes
/// there is one. Source: <see href="https://keras.io/api/layers/activation_layers/prelu/"/> (He et al., 2015).</remarks>
public sealed class PReLU : Layer, ISavable<PReLU>
{
    private Weight _alpha = null!;

    /// <summary>Creates the layer.</summary>
    /// <param name="alphaInitializer">The initializer of the slopes; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="alphaRegularizer">The regularizer of the slopes, whose penalty is added to the loss; <see langword="null"/> for
    /// none.</param>
    /// <param name="alphaConstraint">The constraint of the slopes, applied after each step; <see langword="null"/> for none.</param>
    /// <param name="sharedAxes">The axes along which one slope is shared, from 1, because the batch is 0: <c>[1, 2]</c> for images. As in
    /// Keras, axes below 1 count from the end of the row: 0 is the last axis and −1 the one before it. <see langword="null"/>, the default,
    /// for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>p_re_lu</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public PReLU(Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null, WeightConstraint? alphaConstraint = null,
        IReadOnlyList<int>? sharedAxes = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        AlphaInitializer = alphaInitializer ?? Initializer.Zeros;
        (AlphaRegularizer, AlphaConstraint, SharedAxes) = (alphaRegularizer, alphaConstraint, sharedAxes);
    }

    /// <summary>The initializer of the slopes.</summary>
    public Initializer AlphaInitializer { get; }

    /// <summary>The regularizer of the slopes; <see langword="null"/> for none.</summary>
    public Regularizer? AlphaRegularizer { get; }

    /// <summary>The constraint of the slopes; <see langword="null"/> for none.</summary>
    public WeightConstraint? AlphaConstraint { get; }

    /// <summary>The axes along which one slope is shared; <see langword="null"/> for none.</summary>
    public IReadOnlyList<int>? SharedAxes { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape.Rank < 1) throw Throw.WrongRank(this, "rank 1 or more", inputShape);
        var own = OwnAxes(inputShape.Rank);
        Dim[] sizes = [.. Enumerable.Range(1, inputShape.Rank - 1).Select(axis => own.Contains(axis) ? inputShape[axis] : 1)];
        _ = AxisWeights.Sizes(this, own, inputShape);
        _alpha = AddWeight("alpha", [.. sizes], AlphaInitializer, regularizer: AlphaRegularizer, constraint: AlphaConstraint);
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        AxisWeights.Check(this, OwnAxes(InputShape!.Rank), x);
        x = Cast(x, Policy.ArithmeticType);
        return Relu(x) - _alpha * Relu(-x);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("alpha_initializer", AlphaInitializer).Set("alpha_regularizer", AlphaRegularizer)
            .Set("alpha_constraint", AlphaConstraint)
            .Set("shared_axes", SharedAxes?.Select(axis => (long)axis));
    }

    /// <inheritdoc/>
    public static PReLU FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Initializer("alpha_initializer", Initializer.Zeros), config.Regularizer("alpha_regularizer"),
            config.Constraint("alpha_constraint"),
            config.OptionalAxes("shared_axes"), config.Name, config.Policy);
    }

    // The axes with their own slopes, counted with the batch as 0.
    private int[] OwnAxes(int rank)
    {
        var shared = (SharedAxes ?? [])
            .Select(axis => axis >= 2 - rank && axis < rank
            ? axis < 1 ? axis + rank - 1 : axis : throw Throw.SharedAxisOutOfRank(this, axis, rank));
        return [.. Enumerable.Range(1, rank - 1).Except(shared)];
    }
}
