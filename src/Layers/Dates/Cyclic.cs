using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that maps each periodic number to a point on a circle, so that the end of a period is next to its start: <c>sin(2π (x −
/// offset) / period)</c> and <c>cos(2π (x − offset) / period)</c>. Periods are, for example, 24 for hours, 7 for weekdays, 12 for months
/// and 360 for angles.</summary>
/// <remarks>The input is <c>(batch, …, features)</c> of two or more axes; the output is <c>(batch, …, 2 · features)</c>: the sine and
/// cosine of the first feature, then those of the next. NaN stays NaN. Whole periods are subtracted before the sine, so that a number many
/// periods away keeps its digits. An input declared float64, or as integers of 32 or 64 bits, is processed in float64 before it becomes
/// float32. There is nothing to adapt, because the period is known. Source:
/// <see href="https://scikit-learn.org/stable/auto_examples/applications/plot_cyclical_feature_engineering.html"/>.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operations, which every release of Keras from 3.3 on
/// opens; this library reads it back as this class.</para></remarks>
/// <example><code>
/// new Cyclic(period: 24)                                     // an hour of the day
/// new Cyclic(new double[] { 24, 7 }!, new double[] { 0, 1 }!)  // an hour, and a weekday that counts from 1
/// </code></example>
public sealed class Cyclic : Layer, IWrittenAsStock, ISavable<Cyclic>
{
    /// <summary>Creates a layer with the same period for all features.</summary>
    /// <param name="period">The period, more than 0.</param>
    /// <param name="offset">The number whose angle is 0; default 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>cyclic</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The period is not a finite number above 0, the offset is not finite, or one of them is out of the
    /// range of the type that the layer computes with.</exception>
    public Cyclic(double period, double offset = 0, string? name = null, DTypePolicy? dtype = null)
        : this(TensorData.Scalar(period), TensorData.Scalar(offset), name, dtype)
    {
    }

    /// <summary>Creates a layer with a period for each feature.</summary>
    /// <param name="period">The periods, <c>(features)</c>, or one number without axes for all features; more than 0.</param>
    /// <param name="offset">The numbers whose angle is 0, in the same form; <see langword="null"/> for 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>cyclic</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A period is not a finite number above 0, an offset is not finite, a number is out of the range of
    /// the type that the layer computes with, or the arguments have more than one axis or different sizes.</exception>
    /// <exception cref="ArgumentException">The period or the offset has strings.</exception>
    public Cyclic(TensorData period, TensorData? offset = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(period);
        Period = Casting.Cast(period, DType.Float64);
        Offset = Casting.Cast(offset ?? TensorData.Scalar(0.0), DType.Float64);
        if (Period.Shape.Rank > 1 || Offset.Shape.Rank > 1
            || (Period.Shape.Rank + Offset.Shape.Rank == 2 && Period.Length != Offset.Length)) throw Throw.BadPeriods(Name, Period, Offset);
        foreach (var number in Period.AsSpan<double>())
            if (!(number > 0 && double.IsFinite(number))) throw Throw.BadArgument(Name, nameof(period), "finite and more than 0", number);
        foreach (var number in Offset.AsSpan<double>())
            if (!double.IsFinite(number)) throw Throw.BadArgument(Name, nameof(offset), "finite", number);
        HeldNumbers.RequireFactors(this, nameof(period), Period, Policy.ArithmeticType);
        HeldNumbers.RequireGiven(this, nameof(offset), Offset, Policy.ArithmeticType);
    }

    /// <summary>The periods, float64: without axes, or <c>(features)</c>.</summary>
    public TensorData Period { get; }

    /// <summary>The numbers whose angle is 0, float64: without axes, or <c>(features)</c>.</summary>
    public TensorData Offset { get; }

    // Wide inputs are processed before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        LastAxis.Require(this, inputShape);
        foreach (var numbers in new[] { Period, Offset })
            if (numbers.Shape.Rank == 1 && inputShape[^1] != numbers.Shape[0]) throw Throw.PeriodsDoNotFit(this, numbers.Shape, inputShape);
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
        var period = Constant(Casting.Cast(Period, x.Type));
        if (Offset.ToArray<double>().Any(offset => offset != 0)) x -= Constant(Casting.Cast(Offset, x.Type));
        var angle = (x - period * Floor(x / period)) * (2 * Math.PI) / period;
        return LastAxis.SideBySide(Sin(angle), Cos(angle));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("period", Period).Set("offset", Offset);
    }

    /// <inheritdoc/>
    public static Cyclic FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalTensor("period") ?? throw Throw.MissingSetting(config.Owner, "period"), config.OptionalTensor("offset"),
            config.Name, config.Policy);
    }
}
