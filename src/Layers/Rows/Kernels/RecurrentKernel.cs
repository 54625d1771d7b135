using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>Computes one step of a GRU or RNN for one row: the gates and the state from the products of features and state. Units are
/// padded to whole vectors.</summary>
internal static class RecurrentKernel
{
    /// <summary>Computes a GRU step with gates in the order z, r, h, in which r multiplies the product of the state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatedAfter<V>(ref float x, ref float z, ref float h, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count)
        {
            var update = Gates.Sigmoid(Sum<V>(ref x, ref z, j));
            var reset = Gates.Sigmoid(Sum<V>(ref x, ref z, units + j));
            var candidate = Gates.Tanh(V.MultiplyAdd(reset, V.Load(ref z, 2 * units + j), V.Load(ref x, 2 * units + j)));
            Mixed(update, candidate, V.Load(ref h, j)).Store(ref h, j);
        }
    }

    /// <summary>Computes the state times its reset gate, from the gates z and r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reset<V>(ref float x, ref float z, ref float h, ref float reset, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count)
            V.Multiply(Gates.Sigmoid(Sum<V>(ref x, ref z, units + j)), V.Load(ref h, j)).Store(ref reset, j);
    }

    /// <summary>Completes the step after <see cref="Reset"/>, with the product of its result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatedBefore<V>(ref float x, ref float z, ref float product, ref float h, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count)
        {
            var update = Gates.Sigmoid(Sum<V>(ref x, ref z, j));
            var candidate = Gates.Tanh(V.Add(V.Load(ref x, 2 * units + j), V.Load(ref product, j)));
            Mixed(update, candidate, V.Load(ref h, j)).Store(ref h, j);
        }
    }

    /// <summary>Computes an RNN step, whose candidate is the new state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Simple<V>(ref float x, ref float z, ref float h, int units) where V : struct, IWide<V>
    {
        for (var j = 0; j < units; j += V.Count) Gates.Tanh(Sum<V>(ref x, ref z, j)).Store(ref h, j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<V>(ref float x, ref float z, int at) where V : struct, IWide<V> => V.Add(V.Load(ref x, at), V.Load(ref z, at));

    // (1 − z) · candidate + z · h.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Mixed<V>(V z, V candidate, V h) where V : struct, IWide<V> => V.MultiplyAdd(z, V.Subtract(h, candidate), candidate);
}
