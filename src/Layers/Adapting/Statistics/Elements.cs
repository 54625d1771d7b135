using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>Conversions of elements to the types that the kernel takes. All are exact except <see cref="Subtract"/>, which rounds
/// differences.</summary>
/// <remarks>The methods are compiled with all optimizations at the first call, as the kernel is: the only pass over the data would end
/// before tiered compilation optimizes them.</remarks>
internal static class Elements
{
    /// <summary>Returns the number of rows to convert at a time, so that the buffer stays in the L2 cache.</summary>
    public static int BufferRows(int chunkRows, int lanes) => Math.Clamp((1 << 15) / lanes, 64, chunkRows);

    /// <summary>Converts integers of up to 32 bits. Only integers of up to 16 bits may be converted to <see langword="float"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen<TIn, T>(ReadOnlySpan<TIn> from, Span<T> to) where TIn : IBinaryInteger<TIn> where T : IFloatingPointIeee754<T>
    {
        to = to[..from.Length];
        for (var i = 0; i < from.Length; i++) to[i] = T.CreateTruncating(from[i]);
    }

    /// <summary>Converts bfloat16, which is the upper half of a float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromBFloat16(ReadOnlySpan<ushort> from, Span<float> to)
    {
        to = to[..from.Length];
        for (var i = 0; i < from.Length; i++) to[i] = BitConverter.UInt32BitsToSingle((uint)from[i] << 16);
    }

    /// <summary>Converts to 0 or 1.</summary>
    public static void FromBool(ReadOnlySpan<bool> from, Span<float> to) => Widen(MemoryMarshal.Cast<bool, byte>(from), to);

    /// <summary>Subtracts as integers, so that only the difference is rounded to a double.</summary>
    /// <param name="from">64-bit integers.</param>
    /// <param name="shifts">The numbers to subtract; at least as many as <paramref name="from"/>.</param>
    /// <param name="unsigned">Whether the integers are unsigned. With the highest bit flipped, their order and differences equal those of
    /// signed integers.</param>
    /// <param name="to">Receives the differences; at least as long as <paramref name="from"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(ReadOnlySpan<long> from, ReadOnlySpan<long> shifts, bool unsigned, Span<double> to)
    {
        var flip = unsigned ? long.MinValue : 0;
        ref var integers = ref MemoryMarshal.GetReference(from);
        ref var subtrahends = ref MemoryMarshal.GetReference(shifts[..from.Length]);
        ref var differences = ref MemoryMarshal.GetReference(to[..from.Length]);
        var at = 0;
        for (; at <= from.Length - Vector512<long>.Count; at += Vector512<long>.Count)
        {
            var x = Vector512.LoadUnsafe(ref integers, (nuint)at);
            var shift = Vector512.LoadUnsafe(ref subtrahends, (nuint)at);
            var difference = x - shift;
            var wrapped = (x ^ shift) & (x ^ difference ^ Vector512.Create(flip));
            if (wrapped.ExtractMostSignificantBits() == 0)
                Vector512.ConvertToDouble(difference).StoreUnsafe(ref differences, (nuint)at);
            else
                SubtractOneByOne(from.Slice(at, Vector512<long>.Count), shifts[at..], flip, to[at..]);
        }
        SubtractOneByOne(from[at..], shifts[at..], flip, to[at..]);
    }

    private static void SubtractOneByOne(ReadOnlySpan<long> from, ReadOnlySpan<long> shifts, long flip, Span<double> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            var (x, shift) = (from[i] ^ flip, shifts[i] ^ flip);
            var difference = unchecked(x - shift);
            // A difference that overflows a long has the wrong sign. It is so large that rounding before the subtraction does no harm.
            to[i] = ((x ^ shift) & (x ^ difference)) < 0 ? (double)x - shift : difference;
        }
    }
}
