using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Microsoft.ML;

namespace Layers.Benchmarks;

/// <summary>Learning mean and variance of 10,000,000 rows of 13 float32 numbers. The best possible time is that of reading them on all
/// cores.</summary>
public class AdaptLargeBenchmarks
{
    private readonly float[,] _x = Matrix.Raw(10_000_000);
    private readonly MLContext _context = new(seed: 1);
    private readonly MatrixView _view;

    public AdaptLargeBenchmarks() => _view = new MatrixView(_x);

    [Benchmark(Baseline = true)]
    public float Sum()
    {
        var parts = Environment.ProcessorCount;
        var size = _x.Length / parts;
        var sums = new float[parts];
        Parallel.For(0, parts, part => sums[part] = TensorPrimitives.Sum(MemoryMarshal.CreateReadOnlySpan(ref _x[0, 0], _x.Length)
            .Slice(part * size, size)));
        return TensorPrimitives.Sum(sums);
    }

    [Benchmark]
    public object MlNet() => _context.Transforms.NormalizeMeanVariance(MatrixView.Column).Fit(_view);

    [Benchmark]
    public object Layers()
    {
        var normalization = new Normalization();
        normalization.Adapt(_x);
        return normalization;
    }
}
