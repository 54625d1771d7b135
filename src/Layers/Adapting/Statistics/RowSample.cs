using System.Numerics;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The choice of the values for the sketches: one of each 2ᵇ rows, which represents all of these rows.</summary>
/// <remarks>A random row of each block is taken, because data with a period would distort a sample of every n-th row. The random number is
/// a hash of the position: the same data give the same sample.</remarks>
internal sealed class RowSample
{
    private readonly int _bits;
    private readonly ulong _key;

    // The number of rows before is part of the position, so that batches of the same size do not all sample the same rows.
    private RowSample(int bits, long rowsBefore) => (_bits, _key) = (bits, SplitMix.Bits((ulong)rowsBefore));

    /// <summary>Returns the sample for a batch; null if no quantiles are kept.</summary>
    public static RowSample? For(QuantilePrecision precision, long rowsBefore, long rows)
    {
        if (precision == QuantilePrecision.None) return null;
        // If no layer learns from the quantiles, the sample has no more values than a sketch takes without sorting: the pass over data in
        // memory is so fast that sorting a few thousand values of each feature would take longer.
        var whole = precision == QuantilePrecision.Full ? 1L << 20 : QuantileSketch.Capacity;
        var share = (ulong)Math.Max((rowsBefore + rows + whole - 1) / whole, 1);
        return new RowSample(Math.Min(BitOperations.Log2(BitOperations.RoundUpToPowerOf2(share)), 30), rowsBefore);
    }

    /// <summary>Adds the sampled values of a chunk.</summary>
    /// <param name="values">The elements of the chunk, from the first row on.</param>
    /// <param name="chunk">The position of the chunk.</param>
    /// <param name="stride">The number of elements from a row to the next.</param>
    /// <param name="featureOfLane">The feature of each lane.</param>
    /// <param name="weights">One weight for each row; empty if each row has the weight 1.</param>
    /// <param name="sketches">One sketch for each feature of the chunk.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add<T>(ReadOnlySpan<T> values, Piece chunk, int stride, int[] featureOfLane, ReadOnlySpan<double> weights,
        Span<QuantileSketch> sketches) where T : unmanaged, INumber<T>
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
