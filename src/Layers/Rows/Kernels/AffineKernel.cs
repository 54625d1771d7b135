using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>Applies a chain of operators with repeated constants to elements: <c>y = (x − mean) / std</c>.</summary>
internal static class AffineKernel
{
    /// <summary>Computes all elements.</summary>
    /// <param name="links">The chain.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output; it must be pinned if <paramref name="pastCaches"/> is true.</param>
    /// <param name="pastCaches">Whether to bypass the caches when writing, for outputs larger than the caches: memory that is overwritten
    /// completely need not be read first.</param>
    public static void Run(AffineLink[] links, ReadOnlySpan<float> x, Span<float> y, bool pastCaches)
    {
        if (Vector512.IsHardwareAccelerated) Run<Wide512>(links, x, y, pastCaches);
        else if (Vector256.IsHardwareAccelerated) Run<Wide256>(links, x, y, pastCaches);
        else Run<Wide128>(links, x, y, pastCaches);
    }

    // Optimized at once: measured in a new process, code that is not yet optimized took twenty times as long for 4 to 64 rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V>(AffineLink[] links, ReadOnlySpan<float> x, Span<float> y, bool pastCaches) where V : struct, IWide<V>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        // A caller's bytes that are used as floats may start at an address that cannot be aligned to a vector, which non-temporal stores
        // require.
        pastCaches &= BytesToMultiple(ref to, sizeof(float)) == 0;
        var (tile, i) = (links[0].Count,
            pastCaches ? Math.Min(BytesToMultiple(ref to, V.Count * sizeof(float)) / sizeof(float), x.Length) : 0);
        if (i > 0) Few<V>(links, x[..i], y[..i], 0);
        var at = i;
        for (; i + V.Count <= x.Length; i += V.Count)
        {
            var value = Chain(links, V.Load(ref from, i), at);
            if (pastCaches) value.StoreAlignedPastCache(ref to, i);
            else value.Store(ref to, i);
            if ((at += V.Count) >= tile) at -= tile;
        }
        if (i < x.Length) Few<V>(links, x[i..], y[i..], at);
        // Other threads may see non-temporal stores late without a barrier.
        if (pastCaches) Thread.MemoryBarrier();
    }

    // Processes fewer elements than a vector, in a buffer with the size of a whole vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Few<V>(AffineLink[] links, ReadOnlySpan<float> x, Span<float> y, int at) where V : struct, IWide<V>
    {
        Span<float> few = stackalloc float[V.Count];
        x.CopyTo(few);
        ref var first = ref MemoryMarshal.GetReference(few);
        Chain(links, V.Load(ref first, 0), at).Store(ref first, 0);
        few[..x.Length].CopyTo(y);
    }

    /// <summary>Returns the number of bytes from an address to the next multiple of a size.</summary>
    private static unsafe int BytesToMultiple(ref float target, int size) => (int)(-(nint)Unsafe.AsPointer(ref target) & (size - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Chain<V>(AffineLink[] links, V value, int at) where V : struct, IWide<V>
    {
        foreach (var link in links)
        {
            var constant = V.Load(ref MemoryMarshal.GetArrayDataReference(link.Constants), at);
            value = link.Op switch
            {
                AffineOp.Add => V.Add(value, constant),
                AffineOp.Sub => V.Subtract(value, constant),
                AffineOp.Mul => V.Multiply(value, constant),
                _ => V.Divide(value, constant),
            };
        }
        return value;
    }
}
