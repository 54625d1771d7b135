using System.Numerics.Tensors;
using Layers.Graphs;

namespace Layers;

/// <summary>Takes the pieces of one tensor, in whatever element type, and adds their moments; one instance a thread.</summary>
internal abstract class ChunkReader(TensorData data, int chunkRows, double[]? rowWeights)
{
    private double[] _weights = [];

    /// <summary>A reader for the tensor's element type.</summary>
    public static ChunkReader For(TensorData data, int[] featureOfLane, int chunkRows, double[]? rowWeights) => data.Type switch
    {
        DType.Float32 => new DirectReader<float>(data, featureOfLane, chunkRows, rowWeights),
        DType.Float64 => new DirectReader<double>(data, featureOfLane, chunkRows, rowWeights),

        // Exact in float32, and so half the memory traffic of float64.
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

    /// <summary>Adds the moments of a piece to those of its features, and a sample of its values to their sketches.</summary>
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

    /// <summary>Adds a sample of a chunk that <see cref="Add"/> has just seen.</summary>
    protected abstract void Sample(Piece chunk, RowSample sample, Span<QuantileSketch> sketches);

    /// <summary>What each row of a chunk counts; empty where all count one.</summary>
    protected ReadOnlySpan<double> Weights(Piece chunk)
    {
        if (rowWeights is null) return [];
        if (_weights.Length < chunk.Rows) _weights = new double[chunk.Rows];
        // A row of a chunk never reaches over the end of a row of the tensor's first axis, which keeps no features here.
        var inner = (int)(data.Length / rowWeights.Length);
        for (var row = 0; row < chunk.Rows; row++) _weights[row] = rowWeights[(chunk.Offset + row * chunk.Stride) / inner];
        return _weights.AsSpan(0, chunk.Rows);
    }

    protected ReadOnlySpan<T> Span<T>(Piece chunk) =>
        data.AsSpan<T>().Slice(chunk.Offset, (chunk.Rows - 1) * chunk.Stride + chunk.Lanes);
}
