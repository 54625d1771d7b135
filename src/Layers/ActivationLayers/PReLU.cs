using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The input where it is positive, a share of it that is learned elsewhere: <c>y = max(x, 0) − alpha · max(−x, 0)</c>.</summary>
/// <remarks>Input and output <c>(batch, …)</c> of one shape. There is one <c>alpha</c> for each place of a row, or one along the axes that
/// share it. Source: <see href="https://keras.io/api/layers/activation_layers/prelu/"/> (He et al., 2015).</remarks>
public sealed class PReLU : Layer, ISavable<PReLU>
{
    private Weight _alpha = null!;

    /// <summary>A layer with slopes of its own.</summary>
    /// <param name="alphaInitializer">What the slopes start as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="alphaRegularizer">What is added to the loss for them; <see langword="null"/> for nothing.</param>
    /// <param name="alphaConstraint">What they are brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="sharedAxes">The axes along which one slope serves all, from 1, the batch being 0: <c>[1, 2]</c> for images. Keras
    /// counts those below 1 from the end of the row, so that 0 is the last and −1 the one before it. <see langword="null"/> (the default)
    /// for none.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>p_re_lu</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public PReLU(Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null, WeightConstraint? alphaConstraint = null, IReadOnlyList<int>? sharedAxes = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        AlphaInitializer = alphaInitializer ?? Initializer.Zeros;
        (AlphaRegularizer, AlphaConstraint, SharedAxes) = (alphaRegularizer, alphaConstraint, sharedAxes);
    }

    /// <summary>What the slopes start as.</summary>
    public Initializer AlphaInitializer { get; }

    /// <summary>What is added to the loss for the slopes.</summary>
    public Regularizer? AlphaRegularizer { get; }

    /// <summary>What the slopes are brought back to after each step.</summary>
    public WeightConstraint? AlphaConstraint { get; }

    /// <summary>The axes along which one slope serves all; <see langword="null"/> for none.</summary>
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
        config.Set("alpha_initializer", AlphaInitializer).Set("alpha_regularizer", AlphaRegularizer).Set("alpha_constraint", AlphaConstraint)
            .Set("shared_axes", SharedAxes?.Select(axis => (long)axis));
    }

    /// <inheritdoc/>
    public static PReLU FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Initializer("alpha_initializer", Initializer.Zeros), config.Regularizer("alpha_regularizer"), config.Constraint("alpha_constraint"),
            config.OptionalAxes("shared_axes"), config.Name, config.Policy);
    }

    // The axes of a row with slopes of their own, counted with the batch.
    private int[] OwnAxes(int rank)
    {
        var shared = (SharedAxes ?? []).Select(axis => axis >= 2 - rank && axis < rank ? axis < 1 ? axis + rank - 1 : axis : throw Throw.SharedAxisOutOfRank(this, axis, rank));
        return [.. Enumerable.Range(1, rank - 1).Except(shared)];
    }
}
