using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that clips numbers to bounds: <c>y = min(max(x, minimum), maximum)</c>.</summary>
/// <remarks>The input is <c>(batch, …, features)</c> of any rank; the output has the same shape. NaN stays NaN. An input declared float64,
/// or as integers of 32 or 64 bits, is clipped in float64 before it becomes float32. Clipping has no inverse. The bounds are given and not
/// learned, because bounds learned from data would not clip any of the data. Source:
/// <see href="https://numpy.org/doc/stable/reference/generated/numpy.clip.html"/>.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operations <c>Maximum</c> and <c>Minimum</c>, which
/// every Keras release since 3.3 opens; this library restores its own class.</para></remarks>
/// <example><code>new Clipping(-5, 5)   // after a Normalization: at most five standard deviations from the mean</code></example>
public sealed class Clipping : Layer, IWrittenAsStock, ISavable<Clipping>
{
    /// <summary>Creates a layer with the same bounds for all numbers.</summary>
    /// <param name="minimum">The lower bound; −∞ for none.</param>
    /// <param name="maximum">The upper bound; ∞ for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>clipping</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The minimum is above the maximum, a bound is NaN or beyond the output type, or both bounds are
    /// infinite.</exception>
    public Clipping(double minimum, double maximum, string? name = null, DTypePolicy? dtype = null)
        : this(TensorData.Scalar(minimum), TensorData.Scalar(maximum), name, dtype)
    {
    }

    /// <summary>Creates a layer with bounds for each feature.</summary>
    /// <param name="minimum">The lower bounds, <c>(features)</c>, or one number without axes for all features; −∞ for none.</param>
    /// <param name="maximum">The upper bounds, of the same form; ∞ for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>clipping</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A minimum is above its maximum, a bound is NaN or beyond the output type, all bounds are infinite,
    /// the bounds have more than one axis, or the sizes differ.</exception>
    /// <exception cref="ArgumentException">A bound is a string.</exception>
    public Clipping(TensorData minimum, TensorData maximum, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(minimum);
        ArgumentNullException.ThrowIfNull(maximum);
        Minimum = Casting.Cast(minimum, DType.Float64);
        Maximum = Casting.Cast(maximum, DType.Float64);
        var (low, high) = (Minimum.ToArray<double>(), Maximum.ToArray<double>());
        var isEach = Minimum.Shape.Rank == 1 && Maximum.Shape.Rank == 1;
        if (Minimum.Shape.Rank > 1 || Maximum.Shape.Rank > 1 || (isEach && low.Length != high.Length)) throw Throw.BadBounds(Name, "each " +
            "bound must be one number for all features, or a list of one number for each", Minimum, Maximum);
        if (low.Concat(high).Any(double.IsNaN)) throw Throw.BadBounds(Name, "a bound must be a number, not NaN", Minimum, Maximum);
        if (low.Where((bound, i) => isEach ? bound > high[i] : high.Any(other => bound > other)).Any())
            throw Throw.BadBounds(Name, "no minimum may be above its maximum", Minimum, Maximum);
        HeldNumbers.RequireGiven(this, nameof(minimum), Minimum, Policy.ComputeType);
        HeldNumbers.RequireGiven(this, nameof(maximum), Maximum, Policy.ComputeType);
        if (!HasMinimum && !HasMaximum) throw Throw.BadBounds(Name, "at least one bound must be finite", Minimum, Maximum);
    }

    /// <summary>The lower bounds, float64: without axes, or <c>(features)</c>.</summary>
    public TensorData Minimum { get; }

    /// <summary>The upper bounds, float64: without axes, or <c>(features)</c>.</summary>
    public TensorData Maximum { get; }

    // Wide inputs are clipped before they are cast.
    internal override bool CastsInput => false;

    private bool HasMinimum => Minimum.ToArray<double>().Any(bound => bound != double.NegativeInfinity);

    private bool HasMaximum => Maximum.ToArray<double>().Any(bound => bound != double.PositiveInfinity);

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        foreach (var bounds in new[] { Minimum, Maximum })
            if (bounds.Shape.Rank == 1 && (inputShape.Rank == 0 || inputShape[^1] != bounds.Shape[0]))
                throw Throw.BoundsDoNotFit(this, bounds.Shape, inputShape);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        return WideInput.Narrowed(((IWrittenAsStock)this).Formula(WideInput.Of(x, Policy)), Policy);
    }

    Value IWrittenAsStock.Formula(Value x)
    {
        if (HasMinimum) x = Max(x, Constant(Casting.Cast(Minimum, x.Type)));
        return HasMaximum ? Min(x, Constant(Casting.Cast(Maximum, x.Type))) : x;
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("minimum", Minimum).Set("maximum", Maximum);
    }

    /// <inheritdoc/>
    public static Clipping FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var minimum = config.OptionalTensor("minimum") ?? throw Throw.MissingSetting(config.Owner, "minimum");
        return new(minimum, config.OptionalTensor("maximum") ?? throw Throw.MissingSetting(config.Owner, "maximum"), config.Name,
            config.Policy);
    }
}
