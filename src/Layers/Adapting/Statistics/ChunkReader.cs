using System.Numerics.Tensors;
using Layers.Graphs;

namespace Layers;

/// <summary>A reader that adds the moments of the pieces of one tensor, of any element type; each thread has its own instance.</summary>
internal abstract class ChunkReader(TensorData data, int chunkRows, double[]? rowWeights)
{
    private double[] _weights = [];

    /// <summary>Creates a reader for the tensor's element type.</summary>
    public static ChunkReader For(TensorData data, int[] featureOfLane, int chunkRows, double[]? rowWeights) => data.Type switch
    {
        DType.Float32 => new DirectReader<float>(data, featureOfLane, chunkRows, rowWeights),
        DType.Float64 => new DirectReader<double>(data, featureOfLane, chunkRows, rowWeights),

        // These types are exact in float32, which takes half the memory traffic of float64.
        DType.Float16 => new ConvertingReader<Half, float>(data, featureOfLane, chunkRows, rowWeights, TensorPrimitives.ConvertToSingle),
        DType.BFloat16 => new ConvertingReader<ushort, float>(data, featureOfLane, chunkRows, rowWeights, Elements.FromBFloat16),
        DType.Bool => new ConvertingReader<bool, float>(data, featureOfLane, chunkRows, rowWeights, Elements.FromBool),
        DType.UInt8 => new ConvertingReader<byte, float>(data, featureOfLane, chunkRows, rowWeights, Elements.Widen),
        DType.Int8 => new ConvertingReader<sbyte, float>(data, featureOfLane, chunkRows, rowWeights, Elements.Widen),
        DType.UInt16 => new ConvertingReader<ushort, float>(data, featureOfLane, chunkRows, rowWeights, Elements.Widen),
        DType.Int16 => new ConvertingReader<short, float>(data, featureOfLane, chunkRows, rowWeights, Elements.Widen),

        DType.Int32 => new ConvertingReader<int, double>(data, featureOfLane, chunkRows, rowWeights, Elements.Widen),
        DType.UInt32 => new ConvertingReader<uint, double>(data, featureOfLane, chunkRows, rowWeights, Elements.Widen),
        DType.Int64 => new WideIntegerReader<long>(data, featureOfLane, chunkRows, rowWeights),
        DType.UInt64 => new WideIntegerReader<ulong>(data, featureOfLane, chunkRows, rowWeights),
        _ => throw Throw.StringsHaveNoStatistics(null),
    };

    /// <summary>Adds the moments of a piece to those of its features, and a sample of its values to the sketches.</summary>
    public void Observe(Piece piece, Span<Moments> into, RowSample? sample, Span<QuantileSketch> sketches)
    {
        for (var row = 0; row < piece.Rows; row += chunkRows)
        {
            var chunk = piece with { Offset = piece.Offset + row * piece.Stride, Rows = Math.Min(chunkRows, piece.Rows - row) };
            Add(chunk, into);
            if (sample is not null) Sample(chunk, sample, sketches);
        }
    }

    protected abstract void Add(Piece chunk, Span<Moments> into);

    /// <summary>Adds a sample of a chunk directly after <see cref="Add"/> read it.</summary>
    protected abstract void Sample(Piece chunk, RowSample sample, Span<QuantileSketch> sketches);

    /// <summary>Returns the weight of each row of a chunk; empty if all weights are 1.</summary>
    protected ReadOnlySpan<double> Weights(Piece chunk)
    {
        if (rowWeights is null) return [];
        if (_weights.Length < chunk.Rows) _weights = new double[chunk.Rows];
        // A row of a chunk never extends beyond a row of the tensor's first axis, because that axis holds no features here.
        var inner = (int)(data.Length / rowWeights.Length);
        for (var row = 0; row < chunk.Rows; row++) _weights[row] = rowWeights[(chunk.Offset + row * chunk.Stride) / inner];
        return _weights.AsSpan(0, chunk.Rows);
    }

    protected ReadOnlySpan<T> Span<T>(Piece chunk) =>
        data.AsSpan<T>().Slice(chunk.Offset, (chunk.Rows - 1) * chunk.Stride + chunk.Lanes);
}
