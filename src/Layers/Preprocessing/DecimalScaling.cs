using System.Globalization;

namespace Layers;

/// <summary>Divides each feature by the smallest power of ten that bounds it: <c>y = x / 10ʲ</c> with the least whole <c>j</c> for which <c>max |x| ≤ 10ʲ</c>.</summary>
/// <remarks>What was seen comes within −1 and 1, and digits stay readable: 986 becomes 0.986, 0.04 becomes 0.4. Zeros stay zeros, and a feature of zeros alone is left
/// as it is. Source: decimal scaling in Han, Kamber and Pei, Data Mining: Concepts and Techniques (3rd ed. 2011), section 3.5.2; there 1000 becomes 0.1, here 1.
/// <para><inheritdoc cref="AffineScaling" path="/remarks"/></para></remarks>
/// <example><code>
/// var scaling = new DecimalScaling();
/// scaling.Adapt(features);                     // float[,]: one power of ten a column
/// </code></example>
public sealed class DecimalScaling : AffineScaling, ISavable<DecimalScaling>
{
    /// <summary>Learns the power of ten of each feature with <c>Adapt</c>.</summary>
    /// <param name="invert">Whether scaled numbers are turned back; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>decimal_scaling</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public DecimalScaling(bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype)
    {
    }

    /// <summary>The powers of ten, not their exponents, that the features are divided by; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Powers => Scale is { } scale ? TensorData.Of([.. scale.ToArray<double>().Select(Reciprocal)], scale.Shape) : null;

    private protected override (double Scale, double Offset) Fit(FeatureReport feature)
    {
        var largest = Math.Max(Math.Abs(feature.Minimum), Math.Abs(feature.Maximum));
        if (largest == 0) return (1, 0);
        var exponent = (int)Math.Ceiling(Math.Log10(largest));
        // The logarithm is rounded: next to a power of ten it may be off by one.
        while (Power(exponent - 1) >= largest) exponent--;
        while (Power(exponent) < largest) exponent++;
        return (Power(-exponent), 0);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteState(config);
    }

    /// <inheritdoc/>
    public static DecimalScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new DecimalScaling(config.Flag("invert", false), config.Name, config.Policy);
        layer.ReadState(config);
        return layer;
    }

    // Read from its digits, the double next to the power; multiplied together it would be off.
    private static double Power(int exponent) => double.Parse($"1e{exponent.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture);

    private static double Reciprocal(double scale) => double.IsNaN(scale) ? scale : Power(-(int)Math.Round(Math.Log10(scale)));
}
