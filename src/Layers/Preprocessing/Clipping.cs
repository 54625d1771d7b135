using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Keeps every number within bounds: <c>y = min(max(x, minimum), maximum)</c>.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of any rank; output the same shape. NaN stays NaN. An input declared float64 or int64 is
/// clipped in float64 before it becomes float32. What was clipped cannot be turned back, so there is no inverse; the bounds are given, not
/// learned: those of the data would clip nothing that was seen. Source:
/// <see href="https://numpy.org/doc/stable/reference/generated/numpy.clip.html"/>.
/// <para>Keras has no such layer: files hold it as a model within the model of Keras's operations <c>Maximum</c> and <c>Minimum</c>, which
/// every Keras since 3.3 opens; this library reads its own class back.</para></remarks>
/// <example><code>new Clipping(-5, 5)   // after a Normalization: nothing counts more than five deviations</code></example>
public sealed class Clipping : Layer, IWrittenAsStock, ISavable<Clipping>
{
    /// <summary>The same bounds for all numbers.</summary>
    /// <param name="minimum">The least number that comes out; −∞ for none.</param>
    /// <param name="maximum">The largest number that comes out; ∞ for none.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>clipping</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The minimum is above the maximum, one of them is NaN or beyond the type that comes out, or neither
    /// bounds anything.</exception>
    public Clipping(double minimum, double maximum, string? name = null, DTypePolicy? dtype = null)
        : this(TensorData.Scalar(minimum), TensorData.Scalar(maximum), name, dtype)
    {
    }

    /// <summary>Bounds of its own for each feature.</summary>
    /// <param name="minimum">The least numbers that come out, <c>(features)</c>, or one without axes for all; −∞ for none.</param>
    /// <param name="maximum">The largest numbers, likewise; ∞ for none.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>clipping</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A minimum is above its maximum, a bound is NaN or beyond the type that comes out, none of them
    /// bounds anything, they have more than one axis, or differ in size.</exception>
    /// <exception cref="ArgumentException">One of them holds strings.</exception>
    public Clipping(TensorData minimum, TensorData maximum, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(minimum);
        ArgumentNullException.ThrowIfNull(maximum);
        Minimum = Casting.Cast(minimum, DType.Float64);
        Maximum = Casting.Cast(maximum, DType.Float64);
        var (low, high) = (Minimum.ToArray<double>(), Maximum.ToArray<double>());
        var isEach = Minimum.Shape.Rank == 1 && Maximum.Shape.Rank == 1;
        if (Minimum.Shape.Rank > 1 || Maximum.Shape.Rank > 1 || (isEach && low.Length != high.Length)) throw Throw.BadBounds(Name, "bounds are numbers for all features, or lists of one number for each", Minimum, Maximum);
        if (low.Concat(high).Any(double.IsNaN)) throw Throw.BadBounds(Name, "a bound must be a number, not NaN", Minimum, Maximum);
        if (low.Where((bound, i) => isEach ? bound > high[i] : high.Any(other => bound > other)).Any()) throw Throw.BadBounds(Name, "no minimum may be above its maximum", Minimum, Maximum);
        HeldNumbers.RequireGiven(this, nameof(minimum), Minimum, Policy.ComputeType);
        HeldNumbers.RequireGiven(this, nameof(maximum), Maximum, Policy.ComputeType);
        if (!HasMinimum && !HasMaximum) throw Throw.BadBounds(Name, "at least one bound must be finite", Minimum, Maximum);
    }

    /// <summary>The least numbers that come out, float64: without axes, or <c>(features)</c>.</summary>
    public TensorData Minimum { get; }

    /// <summary>The largest numbers that come out, float64: without axes, or <c>(features)</c>.</summary>
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
            if (bounds.Shape.Rank == 1 && (inputShape.Rank == 0 || inputShape[^1] != bounds.Shape[0])) throw Throw.BoundsDoNotFit(this, bounds.Shape, inputShape);
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
        return new(minimum, config.OptionalTensor("maximum") ?? throw Throw.MissingSetting(config.Owner, "maximum"), config.Name, config.Policy);
    }
}
