using System.Numerics;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The kernel that computes the moments of one chunk whose rows have weights, feature by feature. Each thread has its own
/// instance, which reuses its buffers for all chunks.</summary>
/// <remarks>The kernel makes two passes over a chunk in the cache: one for the means, one for the squared deviations from them. The single
/// pass of <see cref="MomentKernel{T}"/>, relative to a first value, would lose digits if that value had a small weight and were far from
/// the others. The sum of the deviations from a rounded mean corrects both, as in the two-pass algorithm of Chan, Golub and LeVeque
/// (1983).</remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class WeightedKernel<T>(int[] featureOfLane) where T : unmanaged, IFloatingPointIeee754<T>
{
    private Sums[] _features = [];
    private Moments[] _moments = [];

    /// <summary>Returns the moments of each feature; the next call overwrites them.</summary>
    /// <param name="chunk">The elements, from the first row on.</param>
    /// <param name="stride">The number of elements from a row to the next.</param>
    /// <param name="weights">One weight for each row, zero or more; a row of weight zero is left out.</param>
    /// <param name="lanes">The number of elements to take of each row.</param>
    /// <param name="features">The number of features of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<Moments> Observe(ReadOnlySpan<T> chunk, int stride, ReadOnlySpan<double> weights, int lanes, int features)
    {
        if (_features.Length != features) (_features, _moments) = (new Sums[features], new Moments[features]);
        _features.AsSpan().Clear();
        for (var row = 0; row < weights.Length; row++)
            if (weights[row] > 0)
                AddRow(chunk.Slice(row * stride, lanes), weights[row]);
        foreach (ref var feature in _features.AsSpan()) feature.Mean = feature.Sum / feature.Weight;
        for (var row = 0; row < weights.Length; row++)
            if (weights[row] > 0)
                AddSquares(chunk.Slice(row * stride, lanes), weights[row]);
        for (var f = 0; f < features; f++) _moments[f] = _features[f].Moments();
        return _moments;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow(ReadOnlySpan<T> row, double weight)
    {
        for (var lane = 0; lane < row.Length; lane++)
        {
            if (T.IsNaN(row[lane])) continue;
            var value = double.CreateTruncating(row[lane]);
            ref var feature = ref _features[featureOfLane[lane]];
            if (feature.Count++ == 0) feature.Shift = feature.Minimum = feature.Maximum = value;
            feature.Weight += weight;
            feature.Sum += weight * (value - feature.Shift);
            feature.Minimum = Math.Min(feature.Minimum, value);
            feature.Maximum = Math.Max(feature.Maximum, value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSquares(ReadOnlySpan<T> row, double weight)
    {
        for (var lane = 0; lane < row.Length; lane++)
        {
            if (T.IsNaN(row[lane])) continue;
            ref var feature = ref _features[featureOfLane[lane]];
            var deviation = double.CreateTruncating(row[lane]) - feature.Shift - feature.Mean;
            feature.Rest += weight * deviation;
            feature.Squares += weight * deviation * deviation;
        }
    }

    private struct Sums
    {
        public long Count;
        public double Weight, Shift, Sum, Mean, Rest, Squares, Minimum, Maximum;

        public readonly Moments Moments()
        {
            if (Count == 0) return default;
            var rest = Rest / Weight;
            var (mean, residual) = Layers.Moments.Sum(Shift, 0, Mean + rest);
            return new Moments(Count, mean, residual, Math.Max(Squares - rest * Rest, 0), Minimum, Maximum, Weight);
        }
    }
}
