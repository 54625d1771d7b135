using BenchmarkDotNet.Attributes;
using Microsoft.ML;

namespace Layers.Benchmarks;

/// <summary>Learning mean and variance of 1,000,000 rows of 13 float32 numbers.</summary>
[MemoryDiagnoser]
public class AdaptBenchmarks
{
    private readonly float[,] _x = Matrix.Raw(1_000_000);
    private readonly MLContext _context = new(seed: 1);
    private readonly MatrixView _view;

    public AdaptBenchmarks() => _view = new MatrixView(_x);

    [Benchmark(Baseline = true)]
    public object MlNet() => _context.Transforms.NormalizeMeanVariance(MatrixView.Column).Fit(_view);

    [Benchmark]
    public object Layers()
    {
        var normalization = new Normalization();
        normalization.Adapt(_x);
        return normalization;
    }
}
