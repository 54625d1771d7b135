using System.Globalization;

namespace Layers;

/// <summary>A layer that divides each feature by the smallest power of ten that bounds it: <c>y = x / 10ʲ</c> with the smallest integer
/// <c>j</c> for which <c>max |x| ≤ 10ʲ</c>.</summary>
/// <remarks>The data of <c>Adapt</c> are then between −1 and 1, and the digits stay readable: 986 becomes 0.986, 0.04 becomes 0.4. Zeros
/// stay zeros, and a feature with only zeros stays unchanged. Source: decimal scaling in Han, Kamber and Pei, Data Mining: Concepts and
/// Techniques (3rd ed. 2011), section 3.5.2. In the book, 1000 becomes 0.1; here it becomes 1.
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var scaling = new DecimalScaling();
/// scaling.Adapt(features);                     // float[,]: one power of ten for each column
/// </code></example>
public sealed class DecimalScaling : FeatureTransform, ISavable<DecimalScaling>
{
    /// <summary>Creates a layer that learns the power of ten of each feature with <c>Adapt</c>.</summary>
    /// <param name="invert">Whether to apply the inverse, which restores scaled numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>decimal_scaling</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public DecimalScaling(bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype)
    {
    }

    /// <summary>The powers of ten (not the exponents) that the features are divided by, <c>(features)</c> in float64;
    /// <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Powers => Learned("powers");

    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("powers", isDivisor: true)];

    // The stock layers that replace this layer in files pass masks on.
    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers) => x / numbers[0];

    /// <inheritdoc/>
    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers) => y * numbers[0];

    private protected override bool LearnsFromRange => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature)
    {
        var largest = Math.Max(Math.Abs(feature.Minimum), Math.Abs(feature.Maximum));
        if (largest == 0) return [1];
        var exponent = (int)Math.Ceiling(Math.Log10(largest));
        // The logarithm is rounded, so near a power of ten it may be off by one.
        while (Power(exponent - 1) >= largest) exponent--;
        while (Power(exponent) < largest) exponent++;
        return [Power(exponent)];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteNumbers(config.Set("invert", Invert));
    }

    /// <inheritdoc/>
    public static DecimalScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ReadNumbers(new DecimalScaling(config.Flag("invert", false), config.Name, config.Policy), config);
    }

    // Parsing gives the double nearest to the power; repeated multiplication would not.
    private static double Power(int exponent) =>
        double.Parse($"1e{exponent.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture);
}
