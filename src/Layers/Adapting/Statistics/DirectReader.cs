using System.Numerics;
using Layers.Graphs;

namespace Layers;

/// <summary>A reader of elements that the kernel takes without conversion.</summary>
internal sealed class DirectReader<T>(TensorData data, int[] featureOfLane, int chunkRows, double[]? rowWeights)
    : ChunkReader(data, chunkRows, rowWeights)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MomentKernel<T> _kernel = new(featureOfLane);
    private readonly WeightedKernel<T> _weighted = new(featureOfLane);

    protected override void Add(Piece chunk, Span<Moments> into)
    {
        var weights = Weights(chunk);
        var moments = weights.IsEmpty
            ? _kernel.Observe(Span<T>(chunk), chunk.Stride, chunk.Rows, chunk.Lanes, chunk.Features)
            : _weighted.Observe(Span<T>(chunk), chunk.Stride, weights, chunk.Lanes, chunk.Features);
        for (var f = 0; f < moments.Length; f++) into[f] += moments[f];
    }

    protected override void Sample(Piece chunk, RowSample sample, Span<QuantileSketch> sketches) =>
        sample.Add(Span<T>(chunk), chunk, chunk.Stride, featureOfLane, Weights(chunk), sketches);
}
