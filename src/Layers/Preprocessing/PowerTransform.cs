using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Makes each feature as close to a normal distribution as a power can, then gives it mean 0 and variance 1.</summary>
/// <remarks>Yeo-Johnson: <c>y = ((1 + x)^λ − 1) / λ</c> for x ≥ 0 (<c>ln(1 + x)</c> for λ = 0) and <c>y = −((1 − x)^(2 − λ) − 1) / (2 − λ)</c> for x &lt; 0 (<c>−ln(1 − x)</c> for λ = 2).
/// Box-Cox, for x &gt; 0: <c>y = (x^λ − 1) / λ</c> (<c>ln x</c> for λ = 0). The λ of each feature is that of the greatest likelihood, found by Brent's method from −2 and 2, as
/// scikit-learn does. A feature that does not vary gets λ = 1. The output has the shape of the input.
/// <para>The likelihood is computed on the values of the statistics' sketch: of up to 1024 values on every one, of more on about that many that stand for the rest by weight,
/// which moves λ by a few hundredths for data of one hump. Mean and variance of what comes out are those of the same values.</para>
/// <para>Computed with logarithms and exponentials that keep their digits near zero, and around the feature's own middle, so that λ near 0 or 2, large numbers and a narrow
/// range lose nothing. Inverted, it turns transformed numbers back; one that no number is transformed to becomes NaN. Under Box-Cox a number of 0 or less that was not among
/// the data becomes −∞, NaN or the lower end. A missing value stays NaN.
/// Sources: Yeo and Johnson, "A new family of power transformations to improve normality or symmetry", Biometrika 87 (2000); Box and Cox, "An analysis of transformations" (1964);
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.PowerTransformer.html"/>.</para>
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var transform = new PowerTransform();
/// transform.Adapt(features);                   // float[,]: one power a column
/// </code></example>
public sealed class PowerTransform : FeatureTransform, ISavable<PowerTransform>
{
    // A power of zero divides by zero; this one is zero to every digit of what comes out.
    private const double NoPower = 1e-20;

    // Beyond it float32 is infinite, and nothing times infinity is no number.
    private const double MostUnseen = 1e30;

    /// <summary>Learns the power of each feature with <c>Adapt</c>.</summary>
    /// <param name="method">The family of powers; default Yeo and Johnson's.</param>
    /// <param name="standardize">Whether what comes out gets mean 0 and variance 1; default true.</param>
    /// <param name="invert">Whether transformed numbers are turned back; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>power_transform</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public PowerTransform(PowerMethod method = PowerMethod.YeoJohnson, bool standardize = true, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype)
    {
        if (!Enum.IsDefined(method)) throw Throw.BadArgument(Name, nameof(method), "one of YeoJohnson and BoxCox", method);
        (Method, Standardize) = (method, standardize);
    }

    /// <summary>The family of powers.</summary>
    public PowerMethod Method { get; }

    /// <summary>Whether what comes out has mean 0 and variance 1.</summary>
    public bool Standardize { get; }

    /// <summary>The λ of each feature, <c>(features)</c> in float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Lambdas => Learned("lambdas");

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => true;

    // The power; −1 for a feature of negative numbers, which is worked on mirrored; the middle, as a logarithm; and the mean and deviation around it of what comes out.
    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("lambdas"), new("signs"), new("centers"), new("means"), new("deviations", isDivisor: true)];

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers)
    {
        var (lambda, sign, center, mean, deviation) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var power = Nonzero(1 + sign * (lambda - 1));
        if (Method == PowerMethod.BoxCox) return (Power(Log(x) - center, power) - mean) / deviation;

        // What comes out is counted from the middle's, in units of its slope there; the other side of zero has a power and a unit of its own.
        x *= sign;
        var from = Power(StableMath.Log1p(Max(x, 0)) - center, power) - Unit(power, center) * Power(StableMath.Log1p(Max(-x, 0)), Nonzero(2 - power));
        return sign * (from - mean) / deviation;
    }

    /// <inheritdoc/>
    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers)
    {
        var (lambda, sign, center, mean, deviation) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var power = Nonzero(1 + sign * (lambda - 1));
        if (Method == PowerMethod.BoxCox) return Exp(center + StableMath.Log1p(power * (y * deviation + mean)) / power);
        var other = Nonzero(2 - power);
        var zero = Power(-center, power);
        y = sign * y * deviation + mean;
        var right = Where(y <= zero, 0, center + StableMath.Log1p(power * Max(y, zero)) / power);
        var left = StableMath.Log1p(other * Max(zero - y, 0) / Unit(power, center)) / other;
        return sign * (StableMath.Expm1(right) - StableMath.Expm1(left));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature)
    {
        if (Method == PowerMethod.BoxCox && feature.Minimum <= 0) throw Throw.NotPositive(this, feature);
        var fit = PowerFit.Of(feature, Method, Standardize, isConstant: feature.Minimum == feature.Maximum || (feature.IsConstant && ConstantFeatures == ConstantFeatures.UnitVariance));
        return [fit.Lambda, fit.Sign, fit.Center, fit.Mean, fit.Deviation];
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
        var layer = new PowerTransform(Choice.Of<PowerMethod>(config, "method"), config.Flag("standardize", true), config.Flag("invert", false), config.Name, config.Policy);
        return ReadNumbers(layer, config);
    }

    private static Value Power(Value logarithm, Value power) => StableMath.Expm1(power * logarithm) / power;

    private static Value Unit(Value power, Value center) => Min(Exp(-(power * center)), MostUnseen);

    private static Value Nonzero(Value power) => Where(Abs(power) <= NoPower, NoPower, power);
}
