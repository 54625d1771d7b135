namespace Layers;

/// <summary>Conversions of elements that the framework has no vectorized call for.</summary>
internal static class Elements
{
    /// <summary>A bfloat16 is the upper half of a binary32.</summary>
    public static void FromBFloat16(ReadOnlySpan<ushort> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++) to[i] = BitConverter.UInt32BitsToSingle((uint)from[i] << 16);
    }

    /// <summary>0 or 1.</summary>
    public static void FromBool(ReadOnlySpan<bool> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++) to[i] = from[i] ? 1 : 0;
    }

    /// <summary>Subtracts as integers, so that what is rounded is the difference.</summary>
    public static void Deviations(ReadOnlySpan<long> from, ReadOnlySpan<long> shifts, Span<double> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            var (x, shift) = (from[i], shifts[i]);
            var difference = unchecked(x - shift);
            // The sign bit tells that the difference left the range of a long; it is then so large that rounding first does no harm.
            to[i] = ((x ^ shift) & (x ^ difference)) < 0 ? (double)x - shift : difference;
        }
    }

    /// <inheritdoc cref="Deviations(ReadOnlySpan{long}, ReadOnlySpan{long}, Span{double})"/>
    public static void Deviations(ReadOnlySpan<ulong> from, ReadOnlySpan<ulong> shifts, Span<double> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            var (x, shift) = (from[i], shifts[i]);
            to[i] = x >= shift ? x - shift : -(double)(shift - x);
        }
    }
}
