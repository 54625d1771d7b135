using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>Applies a chain of operators with repeated constants to elements, for example <c>y = (x − mean) / std</c>.</summary>
internal static class AffineKernel
{
    /// <summary>The number of vectors that go through a chain together, because choosing the operator of a link costs more than applying
    /// it to one vector.</summary>
    public const int BlockVectors = 4;

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
        for (; i + BlockVectors * V.Count <= x.Length; i += BlockVectors * V.Count)
        {
            var (a, b, c, d) = (V.Load(ref from, i), V.Load(ref from, i + V.Count), V.Load(ref from, i + 2 * V.Count),
                V.Load(ref from, i + 3 * V.Count));
            foreach (var link in links)
            {
                ref var constants = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(link.Constants), at);
                var (e, f, g, h) = (V.Load(ref constants, 0), V.Load(ref constants, V.Count), V.Load(ref constants, 2 * V.Count),
                    V.Load(ref constants, 3 * V.Count));
                (a, b, c, d) = link.Op switch
                {
                    AffineOp.Add => (V.Add(a, e), V.Add(b, f), V.Add(c, g), V.Add(d, h)),
                    AffineOp.Sub => (V.Subtract(a, e), V.Subtract(b, f), V.Subtract(c, g), V.Subtract(d, h)),
                    AffineOp.Mul => (V.Multiply(a, e), V.Multiply(b, f), V.Multiply(c, g), V.Multiply(d, h)),
                    _ => (V.Divide(a, e), V.Divide(b, f), V.Divide(c, g), V.Divide(d, h)),
                };
            }
            Store(a, ref to, i, pastCaches);
            Store(b, ref to, i + V.Count, pastCaches);
            Store(c, ref to, i + 2 * V.Count, pastCaches);
            Store(d, ref to, i + 3 * V.Count, pastCaches);
            if ((at += BlockVectors * V.Count) >= tile) at -= tile;
        }
        for (; i + V.Count <= x.Length; i += V.Count)
        {
            Store(Chain(links, V.Load(ref from, i), at), ref to, i, pastCaches);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(V value, ref float to, int i, bool pastCaches) where V : struct, IWide<V>
    {
        if (pastCaches) value.StoreAlignedPastCache(ref to, i);
        else value.Store(ref to, i);
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
