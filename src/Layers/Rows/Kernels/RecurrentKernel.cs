using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>One step of a recurrent operator for one row: gates and states from the products of features and state. Units are whole vectors.</summary>
internal static class RecurrentKernel
{
    // tanh(x) = x · P(x²) / Q(x²), the least relative error from −9 to 9 by weighted least squares: 2e-8 before rounding, 4e-7 after it. Beyond 9 it is 1.
    private const float P0 = 0.99999998f, P1 = 0.133810233f, P2 = 0.00349558539f, P3 = 2.0609039e-5f, P4 = 1.33546051e-8f;
    private const float Q1 = 0.467143389f, Q2 = 0.0258769717f, Q3 = 0.000328563041f, Q4 = 7.77653442e-7f;

    /// <summary>Gates in the order i, o, f, c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Memory<V>(ref float x, ref float z, ref float h, ref float c, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count)
        {
            var input = Sigmoid(Sum<V>(ref x, ref z, j));
            var output = Sigmoid(Sum<V>(ref x, ref z, units + j));
            var forget = Sigmoid(Sum<V>(ref x, ref z, 2 * units + j));
            var candidate = Tanh(Sum<V>(ref x, ref z, 3 * units + j));
            var memory = V.MultiplyAdd(forget, V.Load(ref c, j), V.Multiply(input, candidate));
            memory.Store(ref c, j);
            V.Multiply(output, Tanh(memory)).Store(ref h, j);
        }
    }

    /// <summary>Gates in the order z, r, h; r multiplies the product of the state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatedAfter<V>(ref float x, ref float z, ref float h, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count)
        {
            var update = Sigmoid(Sum<V>(ref x, ref z, j));
            var reset = Sigmoid(Sum<V>(ref x, ref z, units + j));
            var candidate = Tanh(V.MultiplyAdd(reset, V.Load(ref z, 2 * units + j), V.Load(ref x, 2 * units + j)));
            Mixed(update, candidate, V.Load(ref h, j)).Store(ref h, j);
        }
    }

    /// <summary>The state times its reset gate, from the gates z and r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reset<V>(ref float x, ref float z, ref float h, ref float reset, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count) V.Multiply(Sigmoid(Sum<V>(ref x, ref z, units + j)), V.Load(ref h, j)).Store(ref reset, j);
    }

    /// <summary>What follows <see cref="Reset"/>, with the product of what it gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatedBefore<V>(ref float x, ref float z, ref float product, ref float h, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count)
        {
            var update = Sigmoid(Sum<V>(ref x, ref z, j));
            var candidate = Tanh(V.Add(V.Load(ref x, 2 * units + j), V.Load(ref product, j)));
            Mixed(update, candidate, V.Load(ref h, j)).Store(ref h, j);
        }
    }

    /// <summary>One candidate, which is the state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Simple<V>(ref float x, ref float z, ref float h, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count) Tanh(Sum<V>(ref x, ref z, j)).Store(ref h, j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<V>(ref float x, ref float z, int at) where V : struct, IWide<V> => V.Add(V.Load(ref x, at), V.Load(ref z, at));

    // (1 − z) · candidate + z · h.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Mixed<V>(V z, V candidate, V h) where V : struct, IWide<V> => V.MultiplyAdd(z, V.Subtract(h, candidate), candidate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sigmoid<V>(V x) where V : struct, IWide<V>
    {
        var half = V.All(0.5f);
        return V.MultiplyAdd(half, Tanh(V.Multiply(half, x)), half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tanh<V>(V x) where V : struct, IWide<V>
    {
        var least = V.All(-9);
        x = V.Max(V.Subtract(V.All(0), V.Max(V.Subtract(V.All(0), x), least)), least);
        var square = V.Multiply(x, x);
        var p = V.MultiplyAdd(square, V.All(P4), V.All(P3));
        var q = V.MultiplyAdd(square, V.All(Q4), V.All(Q3));
        p = V.MultiplyAdd(square, p, V.All(P2));
        q = V.MultiplyAdd(square, q, V.All(Q2));
        p = V.MultiplyAdd(square, p, V.All(P1));
        q = V.MultiplyAdd(square, q, V.All(Q1));
        p = V.MultiplyAdd(square, p, V.All(P0));
        q = V.MultiplyAdd(square, q, V.All(1));
        return V.Divide(V.Multiply(x, p), q);
    }
}
