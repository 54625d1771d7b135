using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>Activations of gates. They are returned as fractions so that several of them share one division, the slowest
/// instruction.</summary>
internal static class Gates
{
    // tanh(x) = x · P(x²) / Q(x²). The coefficients have the least relative error from −9 to 9 by weighted least squares: 2e-8 before
    // rounding, 4e-7 after rounding. Beyond 9, tanh is 1 in float32.
    private const float P0 = 0.99999998f, P1 = 0.133810233f, P2 = 0.00349558539f, P3 = 2.0609039e-5f, P4 = 1.33546051e-8f;
    private const float Q1 = 0.467143389f, Q2 = 0.0258769717f, Q3 = 0.000328563041f, Q4 = 7.77653442e-7f;

    /// <summary>Computes 1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x) where V : struct, IWide<V>
    {
        var (above, below) = TwiceSigmoid(V.Multiply(V.All(0.5f), x));
        return V.Divide(above, V.Add(below, below));
    }

    /// <summary>Computes the hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x) where V : struct, IWide<V>
    {
        var (above, below) = TanhFraction(x);
        return V.Divide(above, below);
    }

    /// <summary>Computes 1 + tanh(x), which is twice the sigmoid of <c>2 · x</c>, as a fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V Above, V Below) TwiceSigmoid<V>(V x) where V : struct, IWide<V>
    {
        var (above, below) = TanhFraction(x);
        return (V.Add(above, below), below);
    }

    /// <summary>Computes the hyperbolic tangent as a fraction with a denominator from 1 to 420, so that the product of three denominators
    /// is far below the largest float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V Above, V Below) TanhFraction<V>(V x) where V : struct, IWide<V>
    {
        x = V.Clamp(x, V.All(-9), V.All(9));
        var square = V.Multiply(x, x);
        // The polynomials are split in halves, because each multiplication of a chain waits for the previous one.
        var fourth = V.Multiply(square, square);
        var p = V.MultiplyAdd(fourth, V.All(P4), V.MultiplyAdd(square, V.All(P3), V.All(P2)));
        var q = V.MultiplyAdd(fourth, V.All(Q4), V.MultiplyAdd(square, V.All(Q3), V.All(Q2)));
        p = V.MultiplyAdd(fourth, p, V.MultiplyAdd(square, V.All(P1), V.All(P0)));
        q = V.MultiplyAdd(fourth, q, V.MultiplyAdd(square, V.All(Q1), V.All(1)));
        return (V.Multiply(x, p), q);
    }
}
