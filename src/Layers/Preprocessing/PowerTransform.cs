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
        : base(name, dtype)
    {
        if (!Enum.IsDefined(method)) throw Throw.BadArgument(Name, nameof(method), "one of YeoJohnson and BoxCox", method);
        (Method, Standardize, Invert) = (method, standardize, invert);
    }

    /// <summary>The family of powers.</summary>
    public PowerMethod Method { get; }

    /// <summary>Whether what comes out has mean 0 and variance 1.</summary>
    public bool Standardize { get; }

    /// <summary>Whether transformed numbers are turned back.</summary>
    public bool Invert { get; }

    /// <summary>The λ of each feature, <c>(features)</c> in float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Lambdas => Learned("lambdas");

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => true;

    // The power; −1 for a feature of negative numbers, which is worked on mirrored; the middle, as a logarithm; and the mean and deviation around it of what comes out.
    private protected override IReadOnlyList<(string Name, int Columns)> Numbers => [("lambdas", 0), ("signs", 0), ("centers", 0), ("means", 0), ("deviations", 0)];

    private protected override T Formula<T>(T x, IReadOnlyList<T> numbers)
    {
        var (lambda, sign, center, mean, deviation) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var power = Nonzero(1.0 + sign * (lambda - 1));
        if (Method == PowerMethod.BoxCox)
            return Invert ? T.Exp(center + T.Log1p(power * (x * deviation + mean)) / power) : (Power(T.Log(x) - center, power) - mean) / deviation;

        // What comes out is counted from the middle's, in units of its slope there; the other side of zero has a power and a unit of its own.
        var other = Nonzero(2.0 - power);
        var unit = T.Min(T.Exp(0.0 - power * center), MostUnseen);
        if (!Invert)
        {
            x = x * sign;
            var from = Power(T.Log1p(T.Max(x, 0)) - center, power) - unit * Power(T.Log1p(T.Max(0.0 - x, 0)), other);
            return sign * (from - mean) / deviation;
        }
        var zero = Power(0.0 - center, power);
        var y = sign * x * deviation + mean;
        var right = T.Where(T.AtMost(y, zero), 0, center + T.Log1p(power * T.Max(y, zero)) / power);
        var left = T.Log1p(other * T.Max(zero - y, 0) / unit) / other;
        return sign * (T.Expm1(right) - T.Expm1(left));
    }

    private protected override double[][] Fit(FeatureReport feature, long rows)
    {
        if (Method == PowerMethod.BoxCox && feature.Minimum <= 0) throw Throw.NotPositive(this, feature);
        var fit = PowerFit.Of(feature, Method, Standardize, isConstant: feature.Minimum == feature.Maximum || (feature.IsConstant && ConstantFeatures == ConstantFeatures.UnitVariance));
        return [[fit.Lambda], [fit.Sign], [fit.Center], [fit.Mean], [fit.Deviation]];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("method", SnakeCase.Of(Method.ToString())).Set("standardize", Standardize).Set("invert", Invert);
        WriteState(config);
    }

    /// <inheritdoc/>
    public static PowerTransform FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new PowerTransform(Choice.Of<PowerMethod>(config, "method"), config.Flag("standardize", true), config.Flag("invert", false), config.Name, config.Policy);
        layer.ReadState(config);
        return layer;
    }

    private static T Power<T>(T logarithm, T power)
        where T : ITerm<T> => T.Expm1(power * logarithm) / power;

    private static T Nonzero<T>(T power)
        where T : ITerm<T> => T.Where(T.AtMost(T.Abs(power), NoPower), NoPower, power);
}
