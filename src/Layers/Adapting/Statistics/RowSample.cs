using System.Numerics;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>Which values go into the sketches: one of each 2ᵇ rows, and then it stands for all of them.</summary>
/// <remarks>Of each block of rows a random one is taken, not every so-manieth, which data with a period would notice. Random here is a hash
/// of the place: the same data give the same sample.</remarks>
internal sealed class RowSample
{
    private readonly int _bits;
    private readonly ulong _key;

    // The rows before are part of the place: batches that are cut alike must not all give the same of their rows.
    private RowSample(int bits, long rowsBefore) => (_bits, _key) = (bits, SplitMix.Bits((ulong)rowsBefore));

    /// <summary>The sample for a batch; null where no quantiles are kept.</summary>
    public static RowSample? For(QuantilePrecision precision, long rowsBefore, long rows)
    {
        if (precision == QuantilePrecision.None) return null;
        // Where nobody learns from them, no more than a sketch takes without ever being sorted: the pass over data in memory is so fast
        // that sorting a few thousand values a feature takes longer.
        var whole = precision == QuantilePrecision.Full ? 1L << 20 : QuantileSketch.Capacity;
        var share = (ulong)Math.Max((rowsBefore + rows + whole - 1) / whole, 1);
        return new RowSample(Math.Min(BitOperations.Log2(BitOperations.RoundUpToPowerOf2(share)), 30), rowsBefore);
    }

    /// <summary>Adds the sampled values of a chunk.</summary>
    /// <param name="values">Its elements, from the first row on.</param>
    /// <param name="chunk">Where it lies.</param>
    /// <param name="stride">Elements from a row to the next.</param>
    /// <param name="featureOfLane">The feature of each lane.</param>
    /// <param name="weights">One a row; empty for one each.</param>
    /// <param name="sketches">One a feature of the chunk.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add<T>(ReadOnlySpan<T> values, Piece chunk, int stride, int[] featureOfLane, ReadOnlySpan<double> weights, Span<QuantileSketch> sketches) where T : unmanaged, INumber<T>
    {
        for (var lane = 0; lane < chunk.Lanes; lane++)
        {
            var sketch = sketches[featureOfLane[lane]];
            if (_bits > 0) sketch.TakeAsSample();
            for (var block = 0; block < chunk.Rows; block += 1 << _bits)
            {
                var row = _bits == 0 ? block : block + Place(chunk.Offset + (long)block * stride + lane);
                if (row >= chunk.Rows || T.IsNaN(values[row * stride + lane])) continue;
                var value = double.CreateTruncating(values[row * stride + lane]);
                if (weights.IsEmpty) sketch.Add(value, _bits);
                else if (weights[row] > 0) sketch.AddWeighted(value, Math.ScaleB(weights[row], _bits));
            }
        }
    }

    private int Place(long element) => (int)(SplitMix.Bits(_key + (ulong)element * SplitMix.Golden) >> (64 - _bits));
}
