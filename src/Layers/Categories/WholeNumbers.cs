using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Converts numbers to int64, for use as categories or keys of a vocabulary. The numbers must be whole and in the range of
/// int64.</summary>
internal static class WholeNumbers
{
    // A float32 below 2⁶³. Larger numbers are out of the range of int64.
    private const double Largest = 9.2e18;

    /// <summary>Converts numbers to int64.</summary>
    /// <param name="x">The numbers, of any type but text.</param>
    /// <param name="call">The call, which checks that floats are whole; null for no check.</param>
    public static Value Of(Value x, CallContext? call)
    {
        if (x.Type.IsFloat())
            call?.Check(x, And(Equal(Floor(x), x), Abs(x) < Largest), value => $"{value} is not a whole number in the range of int64. " +
                "Round it or put it into bins first; Keras would truncate it, so that 7.9 is 7.");
        return Cast(x, DType.Int64);
    }
}
