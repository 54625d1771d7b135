using BenchmarkDotNet.Attributes;

namespace Layers.Benchmarks;

/// <summary>Normalizing 10,000,000 rows of 13 numbers into an existing array. The best possible time is that of a copy on all
/// cores.</summary>
public class NormalizeRowsBenchmarks
{
    private const int Rows = 10_000_000;

    private readonly float[] _x = new float[Rows * Matrix.Features];
    private readonly float[] _y = new float[Rows * Matrix.Features];
    private readonly Model _model;

    public NormalizeRowsBenchmarks()
    {
        var x = Matrix.Raw(1000);
        var normalization = new Normalization();
        normalization.Adapt(x);
        _model = new Sequential { new Input(Matrix.Features), normalization };
        for (var i = 0; i < _x.Length; i++) _x[i] = x[i / Matrix.Features % 1000, i % Matrix.Features];
        _x.CopyTo(_y, 0);
    }

    [Benchmark(Baseline = true)]
    public void Copy()
    {
        var parts = Environment.ProcessorCount;
        var size = _x.Length / parts;
        Parallel.For(0, parts, part => _x.AsSpan(part * size, size).CopyTo(_y.AsSpan(part * size, size)));
    }

    [Benchmark]
    public void Layers() => _model.Predict(_x, _y);
}
