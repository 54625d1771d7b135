using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>Elements through a chain of operators with constants that repeat: <c>y = (x − mean) / std</c>.</summary>
internal static class AffineKernel
{
    public static void Run(AffineLink[] links, ReadOnlySpan<float> x, Span<float> y)
    {
        var tile = links[0].Count;
        for (var start = 0; start < x.Length; start += tile)
        {
            var count = Math.Min(tile, x.Length - start);
            if (Vector512.IsHardwareAccelerated) Run<Wide512>(links, x.Slice(start, count), y.Slice(start, count));
            else if (Vector256.IsHardwareAccelerated) Run<Wide256>(links, x.Slice(start, count), y.Slice(start, count));
            else Run<Wide128>(links, x.Slice(start, count), y.Slice(start, count));
        }
    }

    // Optimized at once: measured in a young process, code that is not yet took twenty times as long for 4 to 64 rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V>(AffineLink[] links, ReadOnlySpan<float> x, Span<float> y) where V : struct, IWide<V>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i + V.Count <= x.Length; i += V.Count) Chain(links, V.Load(ref from, i), i).Store(ref to, i);
        if (i == x.Length) return;
        // The last few go through a vector too, in memory that has room for a whole one.
        Span<float> last = stackalloc float[V.Count];
        x[i..].CopyTo(last);
        ref var rest = ref MemoryMarshal.GetReference(last);
        Chain(links, V.Load(ref rest, 0), i).Store(ref rest, 0);
        last[..(x.Length - i)].CopyTo(y[i..]);
    }

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
