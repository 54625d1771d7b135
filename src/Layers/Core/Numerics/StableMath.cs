using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Functions that stay precise near zero, where the direct formula does not. ONNX has no operators for them.</summary>
internal static class StableMath
{
    // Above this number the rounding of 1 + x does not change the logarithm. The limit also keeps infinities out of the correction.
    private const double Large = 1L << 30;

    // A number below every 1 + x that is not 0.
    private const double Least = 1e-30;

    /// <summary>Returns <c>ln(1 + x)</c> for <c>x ≥ −1</c>.</summary>
    /// <remarks>The rounding error of <c>1 + x</c> is corrected to first order, as in HP's calculators (Kahan). The gradient is <c>1/(1 +
    /// x)</c>, from the logarithm alone.</remarks>
    public static Value Log1p(Value x)
    {
        var small = StopGradient(Min(x, Large));
        var rounded = 1 + small;
        // At −1 there is no rounding error, and Max prevents a division by 0.
        return Log(1 + x) - (rounded - 1 - small) / Max(rounded, Least);
    }

    /// <summary>Returns <c>eˣ − 1</c> as <c>tanh(x/2) · (eˣ + 1)</c>, which has no subtraction.</summary>
    public static Value Expm1(Value x) => Tanh(x / 2) * (Exp(x) + 1);
}
