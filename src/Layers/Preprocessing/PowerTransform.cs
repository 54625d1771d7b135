using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that makes each feature as close to a normal distribution as a power can, and then standardizes it to mean 0 and
/// variance 1.</summary>
/// <remarks>Yeo-Johnson: <c>y = ((1 + x)^λ − 1) / λ</c> for x ≥ 0 (<c>ln(1 + x)</c> for λ = 0) and <c>y = −((1 − x)^(2 − λ) − 1) / (2 −
/// λ)</c> for x &lt; 0 (<c>−ln(1 − x)</c> for λ = 2). Box-Cox, for x &gt; 0: <c>y = (x^λ − 1) / λ</c> (<c>ln x</c> for λ = 0). The λ of
/// each feature maximizes the likelihood. Brent's method finds it, starting from −2 and 2, as in scikit-learn. A constant feature has λ =
/// 1. The output has the shape of the input.
/// <para>The likelihood is computed on the values of the quantile sketch. For up to 1024 values these are all values; for more they are
/// about 1024 weighted values, which changes λ by a few hundredths for unimodal data. The mean and variance of the output are those of the
/// same values.</para>
/// <para>The layer computes with logarithms and exponentials that keep their digits near zero, and relative to the middle of the feature,
/// so that λ near 0 or 2, large numbers and a narrow range lose no digits. The inverse restores transformed numbers; a number that is not
/// the transform of any number becomes NaN. Under Box-Cox, a number of 0 or less that was not in the data becomes −∞, NaN or the lower end.
/// A missing value stays NaN. Without <see cref="Standardize"/>, the output is as large as the power makes it; <c>Adapt</c> refuses data
/// that the learned power makes infinite. Sources: Yeo and Johnson, "A new family of power transformations to improve normality or
/// symmetry", Biometrika 87 (2000); Box and Cox, "An analysis of transformations" (1964);
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.PowerTransformer.html"/>.</para>
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var transform = new PowerTransform();
/// transform.Adapt(features);                   // float[,]: one power for each column
/// </code></example>
public sealed class PowerTransform : FeatureTransform, ISavable<PowerTransform>
{
    // The formula divides by the power. This power replaces 0 without changing any digit of the output.
    private const double NoPower = 1e-20;

    // The distance from the middle up to which numbers are near, relative to the middle or as a logarithm.
    private const double Near = 0.5;

    // The bound, and its reciprocal, of the unit on the side of zero without data, because 0 · ∞ and 0 / 0 are NaN.
    private const double MostUnseen = 1e30;

    // The part of the transform of zero that may be a rounding error of float32.
    private const double RoundingOfZero = 1e-6;

    /// <summary>Creates a layer that learns the power of each feature with <c>Adapt</c>.</summary>
    /// <param name="method">The family of powers; default that of Yeo and Johnson.</param>
    /// <param name="standardize">Whether the output has mean 0 and variance 1; default true.</param>
    /// <param name="invert">Whether to apply the inverse, which restores transformed numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>power_transform</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public PowerTransform(PowerMethod method = PowerMethod.YeoJohnson, bool standardize = true, bool invert = false, string? name = null,
        DTypePolicy? dtype = null)
        : base(invert, name, dtype)
    {
        if (!Enum.IsDefined(method)) throw Throw.BadArgument(Name, nameof(method), "one of YeoJohnson and BoxCox", method);
        (Method, Standardize) = (method, standardize);
    }

    /// <summary>Creates a layer with a given power for each feature; there is nothing to adapt.</summary>
    /// <param name="lambdas">The λ of each feature, <c>(features)</c>.</param>
    /// <param name="means">The numbers to subtract from the outputs of the powers, <c>(features)</c>; <see langword="null"/> for
    /// none.</param>
    /// <param name="deviations">The divisors of the differences, <c>(features)</c>, not 0; <see langword="null"/> if
    /// <paramref name="means"/> is.</param>
    /// <param name="method">The family of powers; default that of Yeo and Johnson.</param>
    /// <param name="invert">Whether to apply the inverse, which restores transformed numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>power_transform</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The arguments are not lists of the same size, only one of means and deviations is given, a number
    /// is not finite or is beyond the type that the layer computes with, or a deviation is 0.</exception>
    /// <example><code>new PowerTransform(lambdas: new[] { 0.5, -1.2 }!)   // two features, not standardized</code></example>
    public PowerTransform(
        TensorData lambdas, TensorData? means = null, TensorData? deviations = null, PowerMethod method = PowerMethod.YeoJohnson,
        bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : this(method, means is not null, invert, name, dtype)
    {
        if (means is null != deviations is null) throw Throw.BadArgument(Name, nameof(deviations), "given if and only if means are " +
            "given", deviations is null ? "none" : "some");
        var powers = GivenNumbers.Of(this, nameof(lambdas), lambdas);
        var subtracted = means is null ? new double[powers.Length] : GivenNumbers.Of(this, nameof(means), means);
        double[] divisors = deviations is null ? [.. powers.Select(_ => 1.0)] : GivenNumbers.Divisors(this, nameof(deviations), deviations);
        GivenNumbers.RequireSameShape(this, nameof(lambdas), powers, nameof(means), subtracted);
        GivenNumbers.RequireSameShape(this, nameof(lambdas), powers, nameof(deviations), divisors);
        PowerFit[] fits = [.. powers.Select((power, i) => PowerFit.OfGiven(power, subtracted[i], divisors[i], method, means is not null))];
        GiveInPlaceOfLearning(
            powers, Array.ConvertAll(fits, fit => fit.Sign), Array.ConvertAll(fits, fit => fit.Middle),
            Array.ConvertAll(fits, fit => fit.Mean), Array.ConvertAll(fits, fit => fit.Deviation));
    }

    /// <summary>The family of powers.</summary>
    public PowerMethod Method { get; }

    /// <summary>Whether the output has mean 0 and variance 1.</summary>
    public bool Standardize { get; }

    /// <summary>The λ of each feature, <c>(features)</c> in float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Lambdas => Learned("lambdas");

    internal override string? Given => IsGiven ? "lambdas" : null;

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => true;

    // The power; the sign, −1 for a feature of negative numbers, which is mirrored; the middle of the feature; and the mean and the
    // deviation of the output relative to the middle.
    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers =>
        [new("lambdas"), new("signs"), new("middles"), new("means"), new("deviations", isDivisor: true)];

    // The number that is added before the logarithm is computed.
    private int Shift => Method == PowerMethod.BoxCox ? 0 : 1;

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers)
    {
        var (lambda, sign, middle, mean, deviation) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var power = Nonzero(1 + sign * (lambda - 1));
        if (Method == PowerMethod.BoxCox) return (Power(FromMiddle(x, middle), power) - mean) / deviation;

        // The output is relative to that of the middle, in units of the slope there; the other side of zero has its own power and unit.
        x *= sign;
        var y = Power(FromMiddle(Max(x, 0), middle), power) - Unit(power, middle) * Power(StableMath.Log1p(Max(0, -x)), Nonzero(2 - power));
        return sign * (y - mean) / deviation;
    }

    /// <inheritdoc/>
    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers)
    {
        var (lambda, sign, middle, mean, deviation) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var power = Nonzero(1 + sign * (lambda - 1));
        if (Method == PowerMethod.BoxCox) return AtDistance(StableMath.Log1p(power * (y * deviation + mean)) / power, middle);

        y = sign * y * deviation + mean;
        // The side that is not selected gets a number within its domain: NaN and infinity there would reach gradients, also in Keras.
        var zero = Power(-StableMath.Log1p(middle), power);
        // A middle of zero belongs to this side, and has its slope.
        var isRight = (y > zero) | Equal(y, 0);
        var right = Where(isRight, AtDistance(StableMath.Log1p(power * Where(isRight, y, 0)) / power, middle), 0);
        var depth = Where(y >= zero - RoundingOfZero * Abs(zero), 0, zero - y);
        var other = Nonzero(2 - power);
        return sign * (right - StableMath.Expm1(StableMath.Log1p(other * depth / Unit(power, middle)) / other));
    }

    private protected override bool LearnsFromRange => Method == PowerMethod.BoxCox;

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature)
    {
        if (Method == PowerMethod.BoxCox && feature.Minimum <= 0) throw Throw.NotPositive(this, feature);
        var fit = PowerFit.Of(feature, Method, Standardize,
            isConstant: feature.Minimum == feature.Maximum || (feature.IsConstant && ConstantFeatures == ConstantFeatures.UnitVariance));
        return [fit.Lambda, fit.Sign, fit.Middle, fit.Mean, fit.Deviation];
    }

    private protected override void RequireHeld(FeatureReport feature, IReadOnlyList<double> fit)
    {
        base.RequireHeld(feature, fit);
        var power = new PowerFit(fit[0], fit[1], fit[2], fit[3], fit[4]);
        HeldNumbers.RequireResult(this, feature, x => power.Transformed(x, Method), Invert ? Policy.ArithmeticType : Policy.ComputeType,
            Throw.PowerTooLarge(power.Lambda));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("method", SnakeCase.Of(Method.ToString())).Set("standardize", Standardize).Set("invert", Invert);
        WriteNumbers(config);
    }

    /// <inheritdoc/>
    public static PowerTransform FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new PowerTransform(Choice.Of<PowerMethod>(config, "method"), config.Flag("standardize", true),
            config.Flag("invert", false), config.Name, config.Policy);
        return ReadNumbers(layer, config);
    }

    private static Value Power(Value logarithm, Value power) => StableMath.Expm1(power * logarithm) / power;

    // Computes ln((x + shift) / (middle + shift)). The middle is subtracted from numbers close to it; other numbers are divided by it. Each
    // way keeps digits that the other loses.
    private Value FromMiddle(Value x, Value middle)
    {
        var scale = middle + Shift;
        var near = Centred(x, middle, scale);
        var isNear = Abs(near) <= Near;
        return Where(isNear, StableMath.Log1p(Where(isNear, near, 0)), Log(Where(isNear, 1, (x + Shift) / scale)));
    }

    // Computes the number at a distance from the middle.
    private Value AtDistance(Value logarithm, Value middle)
    {
        var scale = middle + Shift;
        var isNear = Abs(logarithm) <= Near;
        return Where(isNear, middle + scale * StableMath.Expm1(Where(isNear, logarithm, 0)),
            scale * Exp(Where(isNear, 0, logarithm)) - Shift);
    }

    private static Value Unit(Value power, Value middle) => Max(Min(Exp(-(power * StableMath.Log1p(middle))), MostUnseen), 1 / MostUnseen);

    private static Value Nonzero(Value power) => Where(Abs(power) <= NoPower, NoPower, power);
}
