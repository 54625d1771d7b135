using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>Computes one step of an LSTM: the products of the state, and the gates.</summary>
/// <remarks>The four gates of a vector of units are adjacent, in the order i, o, f, c, both in the products of the features and in a panel
/// of the matrix. The arguments of sigmoid gates are halved, because a sigmoid is computed from the hyperbolic tangent of half its
/// argument. Each sum starts from the product of the features, and its order does not depend on the number of rows.</remarks>
internal static class LstmKernel
{
    private const int GateCount = DenseWeights.PanelVectors, RowsPerWideTile = 4, RowsPerTile = 3;

    /// <summary>Computes one step for all rows.</summary>
    /// <param name="x">The products of the features of the first row in this step.</param>
    /// <param name="stride">The distance between the products of two rows.</param>
    /// <param name="w">The panels of the matrix.</param>
    /// <param name="h">The hidden states before the step, each with <paramref name="padded"/> numbers.</param>
    /// <param name="c">The cell states, which are updated.</param>
    /// <param name="next">The hidden states after the step.</param>
    /// <param name="sums">A buffer for the gates of a vector of units, for each row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="padded">The number of units, padded to whole vectors; also the number of inputs of the matrix.</param>
    /// <param name="inputs">The number of state elements to multiply; 0 if all states are zeros.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step<V>(ref float x, int stride, ref float w, ref float h, ref float c, ref float next, ref float sums, int rows,
        int padded, int inputs) where V : struct, IWide<V>
    {
        var row = 0;
        // Four rows and four gates need 16 sums. Machines with vectors of 512 bits have 32 registers, others 16.
        if (V.Count == Vector512<float>.Count)
            for (; row + RowsPerWideTile <= rows; row += RowsPerWideTile)
                for (var unit = 0; unit < padded; unit += V.Count)
                {
                    FourByOne<V>(ref Unsafe.Add(ref x, row * stride + unit * GateCount), stride,
                        ref Unsafe.Add(ref w, unit * GateCount * padded), ref Unsafe.Add(ref h, row * padded), ref sums, padded, inputs);
                    FinishRows<V>(RowsPerWideTile, ref sums, ref Unsafe.Add(ref c, row * padded + unit),
                        ref Unsafe.Add(ref next, row * padded + unit), padded);
                }
        else
            for (; row + RowsPerTile <= rows; row += RowsPerTile)
                for (var unit = 0; unit < padded; unit += V.Count)
                {
                    ThreeByOne<V>(ref Unsafe.Add(ref x, row * stride + unit * GateCount), stride,
                        ref Unsafe.Add(ref w, unit * GateCount * padded), ref Unsafe.Add(ref h, row * padded), ref sums, padded, inputs);
                    FinishRows<V>(RowsPerTile, ref sums, ref Unsafe.Add(ref c, row * padded + unit),
                        ref Unsafe.Add(ref next, row * padded + unit), padded);
                }
        for (; row < rows; row++)
        {
            var unit = 0;
            for (; unit + 2 * V.Count <= padded; unit += 2 * V.Count)
                OneByTwo<V>(ref Unsafe.Add(ref x, row * stride + unit * GateCount), ref Unsafe.Add(ref w, unit * GateCount * padded),
                    ref Unsafe.Add(ref h, row * padded),
                    ref Unsafe.Add(ref c, row * padded + unit), ref Unsafe.Add(ref next, row * padded + unit), padded, inputs);
            if (unit < padded)
                OneByOne<V>(ref Unsafe.Add(ref x, row * stride + unit * GateCount), ref Unsafe.Add(ref w, unit * GateCount * padded),
                    ref Unsafe.Add(ref h, row * padded),
                    ref Unsafe.Add(ref c, row * padded + unit), ref Unsafe.Add(ref next, row * padded + unit), inputs);
        }
    }

    // This method only computes sums: with the gates in the same method, the compiler would keep the sums in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne<V>(ref float x, int stride, ref float w, ref float h, ref float sums, int padded, int inputs) where V
        : struct, IWide<V>
    {
        ref var xb = ref Unsafe.Add(ref x, stride);
        ref var xc = ref Unsafe.Add(ref xb, stride);
        ref var xd = ref Unsafe.Add(ref xc, stride);
        ref var hb = ref Unsafe.Add(ref h, padded);
        ref var hc = ref Unsafe.Add(ref hb, padded);
        ref var hd = ref Unsafe.Add(ref hc, padded);
        var (a0, a1, a2, a3) = (V.Load(ref x, 0), V.Load(ref x, V.Count), V.Load(ref x, 2 * V.Count), V.Load(ref x, 3 * V.Count));
        var (b0, b1, b2, b3) = (V.Load(ref xb, 0), V.Load(ref xb, V.Count), V.Load(ref xb, 2 * V.Count), V.Load(ref xb, 3 * V.Count));
        var (c0, c1, c2, c3) = (V.Load(ref xc, 0), V.Load(ref xc, V.Count), V.Load(ref xc, 2 * V.Count), V.Load(ref xc, 3 * V.Count));
        var (d0, d1, d2, d3) = (V.Load(ref xd, 0), V.Load(ref xd, V.Count), V.Load(ref xd, 2 * V.Count), V.Load(ref xd, 3 * V.Count));
        for (var i = 0; i < inputs; i++)
        {
            var (w0, w1, w2, w3) = (V.Load(ref w, 0), V.Load(ref w, V.Count), V.Load(ref w, 2 * V.Count), V.Load(ref w, 3 * V.Count));
            var number = V.All(Unsafe.Add(ref h, i));
            (a0, a1, a2, a3) = (V.MultiplyAdd(number, w0, a0), V.MultiplyAdd(number, w1, a1), V.MultiplyAdd(number, w2, a2),
                V.MultiplyAdd(number, w3, a3));
            number = V.All(Unsafe.Add(ref hb, i));
            (b0, b1, b2, b3) = (V.MultiplyAdd(number, w0, b0), V.MultiplyAdd(number, w1, b1), V.MultiplyAdd(number, w2, b2),
                V.MultiplyAdd(number, w3, b3));
            number = V.All(Unsafe.Add(ref hc, i));
            (c0, c1, c2, c3) = (V.MultiplyAdd(number, w0, c0), V.MultiplyAdd(number, w1, c1), V.MultiplyAdd(number, w2, c2),
                V.MultiplyAdd(number, w3, c3));
            number = V.All(Unsafe.Add(ref hd, i));
            (d0, d1, d2, d3) = (V.MultiplyAdd(number, w0, d0), V.MultiplyAdd(number, w1, d1), V.MultiplyAdd(number, w2, d2),
                V.MultiplyAdd(number, w3, d3));
            w = ref Unsafe.Add(ref w, GateCount * V.Count);
        }
        Store(ref sums, 0, a0, a1, a2, a3);
        Store(ref sums, GateCount * V.Count, b0, b1, b2, b3);
        Store(ref sums, 2 * GateCount * V.Count, c0, c1, c2, c3);
        Store(ref sums, 3 * GateCount * V.Count, d0, d1, d2, d3);
    }

    // Twelve sums, three numbers and a vector of weights are 16 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ThreeByOne<V>(ref float x, int stride, ref float w, ref float h, ref float sums, int padded, int inputs) where V
        : struct, IWide<V>
    {
        ref var xb = ref Unsafe.Add(ref x, stride);
        ref var xc = ref Unsafe.Add(ref xb, stride);
        ref var hb = ref Unsafe.Add(ref h, padded);
        ref var hc = ref Unsafe.Add(ref hb, padded);
        var (a0, a1, a2, a3) = (V.Load(ref x, 0), V.Load(ref x, V.Count), V.Load(ref x, 2 * V.Count), V.Load(ref x, 3 * V.Count));
        var (b0, b1, b2, b3) = (V.Load(ref xb, 0), V.Load(ref xb, V.Count), V.Load(ref xb, 2 * V.Count), V.Load(ref xb, 3 * V.Count));
        var (c0, c1, c2, c3) = (V.Load(ref xc, 0), V.Load(ref xc, V.Count), V.Load(ref xc, 2 * V.Count), V.Load(ref xc, 3 * V.Count));
        for (var i = 0; i < inputs; i++)
        {
            var (a, b, c) = (V.All(Unsafe.Add(ref h, i)), V.All(Unsafe.Add(ref hb, i)), V.All(Unsafe.Add(ref hc, i)));
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
            w = ref Unsafe.Add(ref w, GateCount * V.Count);
        }
        Store(ref sums, 0, a0, a1, a2, a3);
        Store(ref sums, GateCount * V.Count, b0, b1, b2, b3);
        Store(ref sums, 2 * GateCount * V.Count, c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FinishRows<V>(int rows, ref float sums, ref float c, ref float next, int padded) where V : struct, IWide<V>
    {
        for (var row = 0; row < rows; row++)
        {
            ref var own = ref Unsafe.Add(ref sums, row * GateCount * V.Count);
            Finish(V.Load(ref own, 0), V.Load(ref own, V.Count), V.Load(ref own, 2 * V.Count), V.Load(ref own, 3 * V.Count), ref c,
                ref next, row * padded);
        }
    }

    // Processes two vectors at once, because the sums of one vector alone do not hide the latency of the instructions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByTwo<V>(ref float x, ref float w, ref float h, ref float c, ref float next, int padded, int inputs) where V
        : struct, IWide<V>
    {
        var (a0, a1, a2, a3) = (V.Load(ref x, 0), V.Load(ref x, V.Count), V.Load(ref x, 2 * V.Count), V.Load(ref x, 3 * V.Count));
        var (b0, b1, b2, b3) = (V.Load(ref x, 4 * V.Count), V.Load(ref x, 5 * V.Count), V.Load(ref x, 6 * V.Count),
            V.Load(ref x, 7 * V.Count));
        ref var v = ref Unsafe.Add(ref w, GateCount * V.Count * padded);
        for (var i = 0; i < inputs; i++)
        {
            var number = V.All(Unsafe.Add(ref h, i));
            a0 = V.MultiplyAdd(number, V.Load(ref w, 0), a0);
            a1 = V.MultiplyAdd(number, V.Load(ref w, V.Count), a1);
            a2 = V.MultiplyAdd(number, V.Load(ref w, 2 * V.Count), a2);
            a3 = V.MultiplyAdd(number, V.Load(ref w, 3 * V.Count), a3);
            b0 = V.MultiplyAdd(number, V.Load(ref v, 0), b0);
            b1 = V.MultiplyAdd(number, V.Load(ref v, V.Count), b1);
            b2 = V.MultiplyAdd(number, V.Load(ref v, 2 * V.Count), b2);
            b3 = V.MultiplyAdd(number, V.Load(ref v, 3 * V.Count), b3);
            w = ref Unsafe.Add(ref w, GateCount * V.Count);
            v = ref Unsafe.Add(ref v, GateCount * V.Count);
        }
        Finish(a0, a1, a2, a3, ref c, ref next, 0);
        Finish(b0, b1, b2, b3, ref c, ref next, V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne<V>(ref float x, ref float w, ref float h, ref float c, ref float next, int inputs) where V : struct,
        IWide<V>
    {
        var (a0, a1, a2, a3) = (V.Load(ref x, 0), V.Load(ref x, V.Count), V.Load(ref x, 2 * V.Count), V.Load(ref x, 3 * V.Count));
        for (var i = 0; i < inputs; i++)
        {
            var number = V.All(Unsafe.Add(ref h, i));
            a0 = V.MultiplyAdd(number, V.Load(ref w, 0), a0);
            a1 = V.MultiplyAdd(number, V.Load(ref w, V.Count), a1);
            a2 = V.MultiplyAdd(number, V.Load(ref w, 2 * V.Count), a2);
            a3 = V.MultiplyAdd(number, V.Load(ref w, 3 * V.Count), a3);
            w = ref Unsafe.Add(ref w, GateCount * V.Count);
        }
        Finish(a0, a1, a2, a3, ref c, ref next, 0);
    }

    // c = sigmoid(f) · c + sigmoid(i) · tanh(g), with one common denominator; h = sigmoid(o) · tanh(c), with another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<V>(V i, V o, V f, V g, ref float c, ref float next, int at) where V : struct, IWide<V>
    {
        var (input, ofInput) = Gates.TwiceSigmoid(i);
        var (output, ofOutput) = Gates.TwiceSigmoid(o);
        var (forget, ofForget) = Gates.TwiceSigmoid(f);
        var (candidate, ofCandidate) = Gates.TanhFraction(g);
        var ofAdded = V.Multiply(ofInput, ofCandidate);
        var kept = V.Multiply(V.Multiply(forget, V.Load(ref c, at)), ofAdded);
        var memory = V.Divide(V.MultiplyAdd(V.Multiply(input, candidate), ofForget, kept), V.Multiply(V.Add(ofForget, ofForget), ofAdded));
        memory.Store(ref c, at);
        var (shown, ofShown) = Gates.TanhFraction(memory);
        V.Divide(V.Multiply(output, shown), V.Multiply(V.Add(ofOutput, ofOutput), ofShown)).Store(ref next, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(ref float sums, int at, V i, V o, V f, V g) where V : struct, IWide<V>
    {
        i.Store(ref sums, at);
        o.Store(ref sums, at + V.Count);
        f.Store(ref sums, at + 2 * V.Count);
        g.Store(ref sums, at + 3 * V.Count);
    }
}
