using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Functions that keep their digits near zero, where the obvious formula loses them; ONNX has no operators for them.</summary>
internal static class StableMath
{
    // Above it, 1 + x loses nothing that shows in the logarithm; infinities stay out of the correction.
    private const double Large = 1L << 30;

    // Below any 1 + x that is not 0.
    private const double Least = 1e-30;

    /// <summary><c>ln(1 + x)</c> for <c>x ≥ −1</c>.</summary>
    /// <remarks>What the rounding of <c>1 + x</c> lost is put back in first order, as in HP's calculators (Kahan); the slope <c>1/(1 +
    /// x)</c> is that of the logarithm alone.</remarks>
    public static Value Log1p(Value x)
    {
        var small = StopGradient(Min(x, Large));
        var rounded = 1 + small;
        // At −1 nothing was lost, and nothing is divided by.
        return Log(1 + x) - (rounded - 1 - small) / Max(rounded, Least);
    }

    /// <summary><c>eˣ − 1</c>, as <c>tanh(x/2) · (eˣ + 1)</c>, which subtracts nothing.</summary>
    public static Value Expm1(Value x) => Tanh(x / 2) * (Exp(x) + 1);
}
