using System.Numerics;
using Layers.Graphs;

namespace Layers;

/// <summary>A reader of elements that convert to a floating-point type without loss.</summary>
internal sealed class ConvertingReader<TIn, T>(
    TensorData data, int[] featureOfLane, int chunkRows, double[]? rowWeights, ConvertingReader<TIn, T>.Converter convert)
    : ChunkReader(data, Elements.BufferRows(chunkRows, featureOfLane.Length), rowWeights)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MomentKernel<T> _kernel = new(featureOfLane);
    private readonly WeightedKernel<T> _weighted = new(featureOfLane);
    private T[] _converted = [];

    public delegate void Converter(ReadOnlySpan<TIn> from, Span<T> to);

    protected override void Add(Piece chunk, Span<Moments> into)
    {
        var (rows, lanes) = (chunk.Rows, chunk.Lanes);
        if (_converted.Length < rows * lanes) _converted = new T[rows * lanes];
        var from = Span<TIn>(chunk);
        if (lanes == chunk.Stride)
            convert(from, _converted);
        else
            for (var row = 0; row < rows; row++)
                convert(from.Slice(row * chunk.Stride, lanes), _converted.AsSpan(row * lanes, lanes));
        var weights = Weights(chunk);
        var moments = weights.IsEmpty
            ? _kernel.Observe(_converted, lanes, rows, lanes, chunk.Features)
            : _weighted.Observe(_converted, lanes, weights, lanes, chunk.Features);
        for (var f = 0; f < moments.Length; f++) into[f] += moments[f];
    }

    protected override void Sample(Piece chunk, RowSample sample, Span<QuantileSketch> sketches) =>
        sample.Add<T>(_converted, chunk, chunk.Lanes, featureOfLane, Weights(chunk), sketches);
}
