using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Numbers that stand for themselves, as categories and the keys of a vocabulary: whole, and within int64.</summary>
internal static class WholeNumbers
{
    // A float32 below 2⁶³; what is larger has no int64.
    private const double Largest = 9.2e18;

    /// <summary>Numbers as int64.</summary>
    /// <param name="x">Of any type but texts.</param>
    /// <param name="call">Checks that floats are whole; null for no check.</param>
    public static Value Of(Value x, CallContext? call)
    {
        if (x.Type.IsFloat())
            call?.Check(x, And(Equal(Floor(x), x), Abs(x) < Largest), value => $"{value} is no whole number that int64 holds. Round it or put it into bins first; Keras would cut it, so that 7.9 is 7.");
        return Cast(x, DType.Int64);
    }
}
