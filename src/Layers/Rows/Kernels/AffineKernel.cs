using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>Elements through a chain of operators with constants that repeat: <c>y = (x − mean) / std</c>.</summary>
internal static class AffineKernel
{
    /// <summary>Computes all elements.</summary>
    /// <param name="links">The chain.</param>
    /// <param name="x">What goes in.</param>
    /// <param name="y">What comes out; in memory that stands still, where it goes past the caches.</param>
    /// <param name="pastCaches">Whether to write past the caches, for more results than they hold: memory that is written whole need not be
    /// read first.</param>
    public static void Run(AffineLink[] links, ReadOnlySpan<float> x, Span<float> y, bool pastCaches)
    {
        if (Vector512.IsHardwareAccelerated) Run<Wide512>(links, x, y, pastCaches);
        else if (Vector256.IsHardwareAccelerated) Run<Wide256>(links, x, y, pastCaches);
        else Run<Wide128>(links, x, y, pastCaches);
    }

    // Optimized at once: measured in a young process, code that is not yet took twenty times as long for 4 to 64 rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V>(AffineLink[] links, ReadOnlySpan<float> x, Span<float> y, bool pastCaches) where V : struct, IWide<V>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        // Bytes that a caller takes for numbers may start where no vector has an address of its own, which writing past the caches asks
        // for.
        pastCaches &= BytesToMultiple(ref to, sizeof(float)) == 0;
        var (tile, i) = (links[0].Count, pastCaches ? Math.Min(BytesToMultiple(ref to, V.Count * sizeof(float)) / sizeof(float), x.Length) : 0);
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
        // Such writes may be seen late by other threads unless they are waited for.
        if (pastCaches) Thread.MemoryBarrier();
    }

    // Less than a vector goes through one too, in memory that has room for a whole one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Few<V>(AffineLink[] links, ReadOnlySpan<float> x, Span<float> y, int at) where V : struct, IWide<V>
    {
        Span<float> few = stackalloc float[V.Count];
        x.CopyTo(few);
        ref var first = ref MemoryMarshal.GetReference(few);
        Chain(links, V.Load(ref first, 0), at).Store(ref first, 0);
        few[..x.Length].CopyTo(y);
    }

    /// <summary>How far an address is from the next multiple of a size.</summary>
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
