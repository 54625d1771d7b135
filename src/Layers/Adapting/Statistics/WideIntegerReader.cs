using System.Numerics;
using System.Runtime.InteropServices;
using Layers.Graphs;

namespace Layers;

/// <summary>A reader of 64-bit integers, which a double holds only to 53 bits. The first value of each feature is subtracted as an integer,
/// so that time stamps keep their spread, and is added to the mean with the digits that a double cannot hold.</summary>
/// <typeparam name="TIn"><see langword="long"/> or <see langword="ulong"/>.</typeparam>
internal sealed class WideIntegerReader<TIn>(
    TensorData data, int[] featureOfLane, int chunkRows, double[]? rowWeights)
    : ChunkReader(data, Elements.BufferRows(chunkRows, featureOfLane.Length), rowWeights)
    where TIn : unmanaged, IBinaryInteger<TIn>
{
    // The least number of elements of a call to Subtract: narrower rows are taken several at a time.
    private const int CallElements = 256;

    private readonly MomentKernel<double> _kernel = new(featureOfLane);
    private readonly WeightedKernel<double> _weighted = new(featureOfLane);
    private double[] _deviations = [];
    private TIn[] _firsts = [], _shifts = [];

    protected override void Add(Piece chunk, Span<Moments> into)
    {
        var (rows, lanes) = (chunk.Rows, chunk.Lanes);
        var from = Span<TIn>(chunk);
        SetShifts(from, lanes, chunk.Features, together: lanes == chunk.Stride ? Math.Max(CallElements / lanes, 1) : 1);
        if (_deviations.Length < rows * lanes) _deviations = new double[rows * lanes];
        for (int at = 0, to = 0; to < rows * lanes; at += _shifts.Length / lanes * chunk.Stride, to += _shifts.Length)
        {
            var length = Math.Min(_shifts.Length, rows * lanes - to);
            Elements.Subtract(
                MemoryMarshal.Cast<TIn, long>(from.Slice(at, length)), MemoryMarshal.Cast<TIn, long>(_shifts),
                typeof(TIn) == typeof(ulong), _deviations.AsSpan(to, length));
        }

        var weights = Weights(chunk);
        var moments = weights.IsEmpty
            ? _kernel.Observe(_deviations, lanes, rows, lanes, chunk.Features)
            : _weighted.Observe(_deviations, lanes, weights, lanes, chunk.Features);
        for (var f = 0; f < moments.Length; f++)
        {
            var high = double.CreateTruncating(_firsts[f]);
            var low = (double)(Int128.CreateTruncating(_firsts[f]) - (Int128)high);
            into[f] += moments[f].Shift(high, low);
        }
    }

    protected override void Sample(Piece chunk, RowSample sample, Span<QuantileSketch> sketches) =>
        sample.Add(Span<TIn>(chunk), chunk, chunk.Stride, featureOfLane, Weights(chunk), sketches);

    private void SetShifts(ReadOnlySpan<TIn> from, int lanes, int features, int together)
    {
        if (_firsts.Length != features) _firsts = new TIn[features];
        if (_shifts.Length != lanes * together) _shifts = new TIn[lanes * together];
        for (var lane = lanes - 1; lane >= 0; lane--) _firsts[featureOfLane[lane]] = from[lane];
        for (var i = 0; i < _shifts.Length; i++) _shifts[i] = _firsts[featureOfLane[i % lanes]];
    }
}
