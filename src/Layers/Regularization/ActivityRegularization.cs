namespace Layers;

/// <summary>A layer that returns its input and adds <c>(l1 · Σ |x| + l2 · Σ x²) / rows</c> to the loss.</summary>
/// <remarks>The input is <c>(batch, …)</c> of any rank; the output has the same shape. Source:
/// <see href="https://keras.io/api/layers/regularization_layers/activity_regularization/"/>.</remarks>
public sealed class ActivityRegularization : Layer, ISavable<ActivityRegularization>
{
    private readonly L1L2Regularizer _regularizer;

    /// <summary>Creates a layer that penalizes large numbers.</summary>
    /// <param name="l1">The factor of the sum of absolute values, 0 or more; default 0.</param>
    /// <param name="l2">The factor of the sum of squares, 0 or more; default 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>activity_regularization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="ArgumentException">A factor is negative or not finite.</exception>
    public ActivityRegularization(double l1 = 0, double l2 = 0, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => ActivityRegularizer = _regularizer = Regularizer.L1L2 with { FactorL1 = l1, FactorL2 = l2 };

    /// <summary>The factor of the sum of absolute values.</summary>
    public double L1 => _regularizer.FactorL1;

    /// <summary>The factor of the sum of squares.</summary>
    public double L2 => _regularizer.FactorL2;

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x) => x;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("l1", L1).Set("l2", L2);
    }

    /// <inheritdoc/>
    public static ActivityRegularization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalNumber("l1") ?? 0, config.OptionalNumber("l2") ?? 0, config.Name, config.Policy);
    }
}
