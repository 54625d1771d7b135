using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>Multiplies vectors by a packed matrix: <c>y = x · W + b</c>. The order of each sum does not depend on the number of
/// rows.</summary>
internal static class DenseKernel
{
    // The number of rows that share the loaded weights of a panel: as many as there are registers for their sums. Machines with vectors of
    // 512 bits have 32 registers, others 16.
    private const int RowsPerWideTile = 4, RowsPerTile = 3;

    // The number of rows that share the loaded weights of a single vector of units.
    private const int RowsPerVector = 4;

    public static void Run(DenseWeights weights, ReadOnlySpan<float> x, Span<float> y, bool isRectified)
    {
        if (weights.Vector == Vector512<float>.Count) Run<Wide512>(weights, x, y, isRectified);
        else if (weights.Vector == Vector256<float>.Count) Run<Wide256>(weights, x, y, isRectified);
        else Run<Wide128>(weights, x, y, isRectified);
    }

    // Optimized at once: measured in a new process, code that is not yet optimized took twenty times as long for 4 to 64 rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V>(DenseWeights weights, ReadOnlySpan<float> x, Span<float> y, bool isRectified) where V : struct, IWide<V>
    {
        if (weights.IsByColumn)
        {
            Columns<V>(weights, x, y, isRectified);
            return;
        }
        var (inputs, units) = (weights.Inputs, weights.Units);
        var rows = y.Length / units;
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        ref var panels = ref weights.Panels.First;
        ref var bias = ref weights.Bias.First;
        var floor = V.All(isRectified ? 0 : float.NegativeInfinity);
        var panel = DenseWeights.PanelVectors * V.Count;
        var inPanels = units / panel * panel;
        var row = 0;
        if (V.Count == Vector512<float>.Count)
            for (; row + RowsPerWideTile <= rows; row += RowsPerWideTile)
                for (var unit = 0; unit < inPanels; unit += panel)
                    FourByFour(ref Unsafe.Add(ref from, row * inputs), ref Unsafe.Add(ref panels, unit * inputs),
                        ref Unsafe.Add(ref bias, unit), ref Unsafe.Add(ref to, row * units + unit), inputs, units, floor);
        else
            for (; row + RowsPerTile <= rows; row += RowsPerTile)
                for (var unit = 0; unit < inPanels; unit += panel)
                    ThreeByFour(ref Unsafe.Add(ref from, row * inputs), ref Unsafe.Add(ref panels, unit * inputs),
                        ref Unsafe.Add(ref bias, unit), ref Unsafe.Add(ref to, row * units + unit), inputs, units, floor);
        for (; row < rows; row++)
        {
            var unit = 0;
            for (; unit + 2 * panel <= inPanels; unit += 2 * panel)
                OneByEight(ref Unsafe.Add(ref from, row * inputs), ref Unsafe.Add(ref panels, unit * inputs),
                    ref Unsafe.Add(ref bias, unit), ref Unsafe.Add(ref to, row * units + unit), inputs, floor);
            for (; unit < inPanels; unit += panel)
                OneByFour(ref Unsafe.Add(ref from, row * inputs), ref Unsafe.Add(ref panels, unit * inputs), ref Unsafe.Add(ref bias, unit),
                    ref Unsafe.Add(ref to, row * units + unit), inputs, floor);
        }
        for (var unit = inPanels; unit < units; unit += V.Count)
        {
            for (row = 0; row + RowsPerVector <= rows; row += RowsPerVector)
                FourByOne(ref Unsafe.Add(ref from, row * inputs), ref Unsafe.Add(ref panels, unit * inputs),
                    ref Unsafe.Add(ref bias, unit), ref Unsafe.Add(ref to, row * units + unit), inputs, units, units - unit, floor);
            for (; row < rows; row++)
                OneByOne(ref Unsafe.Add(ref from, row * inputs), ref Unsafe.Add(ref panels, unit * inputs),
                    ref Unsafe.Add(ref bias, unit), ref Unsafe.Add(ref to, row * units + unit), inputs, units - unit, floor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByFour<V>(ref float x, ref float w, ref float bias, ref float y, int inputs, int units, V floor) where V
        : struct, IWide<V>
    {
        V a0 = V.All(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        V c0 = a0, c1 = a0, c2 = a0, c3 = a0, d0 = a0, d1 = a0, d2 = a0, d3 = a0;
        ref var xb = ref Unsafe.Add(ref x, inputs);
        ref var xc = ref Unsafe.Add(ref xb, inputs);
        ref var xd = ref Unsafe.Add(ref xc, inputs);
        for (var i = 0; i < inputs; i++)
        {
            var (w0, w1, w2, w3) = (V.Load(ref w, 0), V.Load(ref w, V.Count), V.Load(ref w, 2 * V.Count), V.Load(ref w, 3 * V.Count));
            var number = V.All(Unsafe.Add(ref x, i));
            (a0, a1, a2, a3) = (V.MultiplyAdd(number, w0, a0), V.MultiplyAdd(number, w1, a1), V.MultiplyAdd(number, w2, a2),
                V.MultiplyAdd(number, w3, a3));
            number = V.All(Unsafe.Add(ref xb, i));
            (b0, b1, b2, b3) = (V.MultiplyAdd(number, w0, b0), V.MultiplyAdd(number, w1, b1), V.MultiplyAdd(number, w2, b2),
                V.MultiplyAdd(number, w3, b3));
            number = V.All(Unsafe.Add(ref xc, i));
            (c0, c1, c2, c3) = (V.MultiplyAdd(number, w0, c0), V.MultiplyAdd(number, w1, c1), V.MultiplyAdd(number, w2, c2),
                V.MultiplyAdd(number, w3, c3));
            number = V.All(Unsafe.Add(ref xd, i));
            (d0, d1, d2, d3) = (V.MultiplyAdd(number, w0, d0), V.MultiplyAdd(number, w1, d1), V.MultiplyAdd(number, w2, d2),
                V.MultiplyAdd(number, w3, d3));
            w = ref Unsafe.Add(ref w, 4 * V.Count);
        }
        var (e0, e1, e2, e3) = (V.Load(ref bias, 0), V.Load(ref bias, V.Count), V.Load(ref bias, 2 * V.Count),
            V.Load(ref bias, 3 * V.Count));
        Store(ref y, 0, V.Add(a0, e0), V.Add(a1, e1), V.Add(a2, e2), V.Add(a3, e3), floor);
        Store(ref y, units, V.Add(b0, e0), V.Add(b1, e1), V.Add(b2, e2), V.Add(b3, e3), floor);
        Store(ref y, 2 * units, V.Add(c0, e0), V.Add(c1, e1), V.Add(c2, e2), V.Add(c3, e3), floor);
        Store(ref y, 3 * units, V.Add(d0, e0), V.Add(d1, e1), V.Add(d2, e2), V.Add(d3, e3), floor);
    }

    // Twelve sums, three numbers and a vector of weights are 16 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ThreeByFour<V>(ref float x, ref float w, ref float bias, ref float y, int inputs, int units, V floor) where V
        : struct, IWide<V>
    {
        V a0 = V.All(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, c0 = a0, c1 = a0, c2 = a0, c3 = a0;
        ref var xb = ref Unsafe.Add(ref x, inputs);
        ref var xc = ref Unsafe.Add(ref xb, inputs);
        for (var i = 0; i < inputs; i++)
        {
            var (a, b, c) = (V.All(Unsafe.Add(ref x, i)), V.All(Unsafe.Add(ref xb, i)), V.All(Unsafe.Add(ref xc, i)));
            var weights = V.Load(ref w, 0);
            a0 = V.MultiplyAdd(a, weights, a0);
            b0 = V.MultiplyAdd(b, weights, b0);
            c0 = V.MultiplyAdd(c, weights, c0);
            weights = V.Load(ref w, V.Count);
            a1 = V.MultiplyAdd(a, weights, a1);
            b1 = V.MultiplyAdd(b, weights, b1);
            c1 = V.MultiplyAdd(c, weights, c1);
            weights = V.Load(ref w, 2 * V.Count);
            a2 = V.MultiplyAdd(a, weights, a2);
            b2 = V.MultiplyAdd(b, weights, b2);
            c2 = V.MultiplyAdd(c, weights, c2);
            weights = V.Load(ref w, 3 * V.Count);
            a3 = V.MultiplyAdd(a, weights, a3);
            b3 = V.MultiplyAdd(b, weights, b3);
            c3 = V.MultiplyAdd(c, weights, c3);
            w = ref Unsafe.Add(ref w, 4 * V.Count);
        }
        var (e0, e1, e2, e3) = (V.Load(ref bias, 0), V.Load(ref bias, V.Count), V.Load(ref bias, 2 * V.Count),
            V.Load(ref bias, 3 * V.Count));
        Store(ref y, 0, V.Add(a0, e0), V.Add(a1, e1), V.Add(a2, e2), V.Add(a3, e3), floor);
        Store(ref y, units, V.Add(b0, e0), V.Add(b1, e1), V.Add(b2, e2), V.Add(b3, e3), floor);
        Store(ref y, 2 * units, V.Add(c0, e0), V.Add(c1, e1), V.Add(c2, e2), V.Add(c3, e3), floor);
    }

    // Processes two panels at once, because the sums of one panel alone do not hide the latency of the instructions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByEight<V>(ref float x, ref float w, ref float bias, ref float y, int inputs, V floor) where V : struct, IWide<V>
    {
        const int panel = DenseWeights.PanelVectors;
        V a0 = V.All(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        ref var v = ref Unsafe.Add(ref w, panel * V.Count * inputs);
        for (var i = 0; i < inputs; i++)
        {
            var number = V.All(Unsafe.Add(ref x, i));
            a0 = V.MultiplyAdd(number, V.Load(ref w, 0), a0);
            a1 = V.MultiplyAdd(number, V.Load(ref w, V.Count), a1);
            a2 = V.MultiplyAdd(number, V.Load(ref w, 2 * V.Count), a2);
            a3 = V.MultiplyAdd(number, V.Load(ref w, 3 * V.Count), a3);
            b0 = V.MultiplyAdd(number, V.Load(ref v, 0), b0);
            b1 = V.MultiplyAdd(number, V.Load(ref v, V.Count), b1);
            b2 = V.MultiplyAdd(number, V.Load(ref v, 2 * V.Count), b2);
            b3 = V.MultiplyAdd(number, V.Load(ref v, 3 * V.Count), b3);
            w = ref Unsafe.Add(ref w, panel * V.Count);
            v = ref Unsafe.Add(ref v, panel * V.Count);
        }
        Store(ref y, 0, V.Add(a0, V.Load(ref bias, 0)), V.Add(a1, V.Load(ref bias, V.Count)), V.Add(a2, V.Load(ref bias, 2 * V.Count)),
            V.Add(a3, V.Load(ref bias, 3 * V.Count)), floor);
        ref var more = ref Unsafe.Add(ref bias, panel * V.Count);
        Store(ref y, panel * V.Count, V.Add(b0, V.Load(ref more, 0)), V.Add(b1, V.Load(ref more, V.Count)),
            V.Add(b2, V.Load(ref more, 2 * V.Count)), V.Add(b3, V.Load(ref more, 3 * V.Count)), floor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByFour<V>(ref float x, ref float w, ref float bias, ref float y, int inputs, V floor) where V : struct, IWide<V>
    {
        V a0 = V.All(0), a1 = a0, a2 = a0, a3 = a0;
        for (var i = 0; i < inputs; i++)
        {
            var number = V.All(Unsafe.Add(ref x, i));
            a0 = V.MultiplyAdd(number, V.Load(ref w, 0), a0);
            a1 = V.MultiplyAdd(number, V.Load(ref w, V.Count), a1);
            a2 = V.MultiplyAdd(number, V.Load(ref w, 2 * V.Count), a2);
            a3 = V.MultiplyAdd(number, V.Load(ref w, 3 * V.Count), a3);
            w = ref Unsafe.Add(ref w, 4 * V.Count);
        }
        Store(ref y, 0, V.Add(a0, V.Load(ref bias, 0)), V.Add(a1, V.Load(ref bias, V.Count)), V.Add(a2, V.Load(ref bias, 2 * V.Count)),
            V.Add(a3, V.Load(ref bias, 3 * V.Count)), floor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne<V>(ref float x, ref float w, ref float bias, ref float y, int inputs, int units, int count, V floor)
        where V : struct, IWide<V>
    {
        V a = V.All(0), b = a, c = a, d = a;
        ref var xb = ref Unsafe.Add(ref x, inputs);
        ref var xc = ref Unsafe.Add(ref xb, inputs);
        ref var xd = ref Unsafe.Add(ref xc, inputs);
        for (var i = 0; i < inputs; i++)
        {
            var weights = V.Load(ref w, i * V.Count);
            a = V.MultiplyAdd(V.All(Unsafe.Add(ref x, i)), weights, a);
            b = V.MultiplyAdd(V.All(Unsafe.Add(ref xb, i)), weights, b);
            c = V.MultiplyAdd(V.All(Unsafe.Add(ref xc, i)), weights, c);
            d = V.MultiplyAdd(V.All(Unsafe.Add(ref xd, i)), weights, d);
        }
        var more = V.Load(ref bias, 0);
        Store(ref y, V.Add(a, more), count, floor);
        Store(ref Unsafe.Add(ref y, units), V.Add(b, more), count, floor);
        Store(ref Unsafe.Add(ref y, 2 * units), V.Add(c, more), count, floor);
        Store(ref Unsafe.Add(ref y, 3 * units), V.Add(d, more), count, floor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne<V>(ref float x, ref float w, ref float bias, ref float y, int inputs, int count, V floor) where V : struct,
        IWide<V>
    {
        var a = V.All(0);
        for (var i = 0; i < inputs; i++) a = V.MultiplyAdd(V.All(Unsafe.Add(ref x, i)), V.Load(ref w, i * V.Count), a);
        Store(ref y, V.Add(a, V.Load(ref bias, 0)), count, floor);
    }

    // With few units, each unit is a sum over the inputs, one vector of inputs at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<V>(DenseWeights weights, ReadOnlySpan<float> x, Span<float> y, bool isRectified) where V : struct, IWide<V>
    {
        var (inputs, units) = (weights.Inputs, weights.Units);
        ref var from = ref MemoryMarshal.GetReference(x);
        var row = 0;
        for (var i = 0; i < y.Length; i += units, row++)
        {
            ref var vector = ref Unsafe.Add(ref from, row * inputs);
            for (var unit = 0; unit < units; unit++)
            {
                var sum = SumOfProducts<V>(ref vector, ref Unsafe.Add(ref weights.Panels.First, unit * inputs), inputs)
                    + weights.Bias.Span[unit];
                y[i + unit] = isRectified ? Math.Max(sum, 0) : sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SumOfProducts<V>(ref float x, ref float w, int inputs) where V : struct, IWide<V>
    {
        V a = V.All(0), b = a;
        var i = 0;
        for (; i + 2 * V.Count <= inputs; i += 2 * V.Count)
        {
            a = V.MultiplyAdd(V.Load(ref x, i), V.Load(ref w, i), a);
            b = V.MultiplyAdd(V.Load(ref x, i + V.Count), V.Load(ref w, i + V.Count), b);
        }
        for (; i + V.Count <= inputs; i += V.Count) a = V.MultiplyAdd(V.Load(ref x, i), V.Load(ref w, i), a);
        var sum = V.Sum(V.Add(a, b));
        for (; i < inputs; i++) sum += Unsafe.Add(ref x, i) * Unsafe.Add(ref w, i);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(ref float y, int at, V a0, V a1, V a2, V a3, V floor) where V : struct, IWide<V>
    {
        V.AtLeast(a0, floor).Store(ref y, at);
        V.AtLeast(a1, floor).Store(ref y, at + V.Count);
        V.AtLeast(a2, floor).Store(ref y, at + 2 * V.Count);
        V.AtLeast(a3, floor).Store(ref y, at + 3 * V.Count);
    }

    // Elements after the last unit belong to the next row, or are outside the buffer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(ref float y, V a, int count, V floor) where V : struct, IWide<V>
    {
        a = V.AtLeast(a, floor);
        if (count >= V.Count)
        {
            a.Store(ref y, 0);
            return;
        }
        Span<float> all = stackalloc float[Vector512<float>.Count];
        a.Store(ref MemoryMarshal.GetReference(all), 0);
        all[..count].CopyTo(MemoryMarshal.CreateSpan(ref y, count));
    }
}
