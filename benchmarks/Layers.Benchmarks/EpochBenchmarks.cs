using BenchmarkDotNet.Attributes;

namespace Layers.Benchmarks;

/// <summary>Epochs of 32,000 rows in batches of 1,024 in <c>Fit</c>; eight epochs in one call.</summary>
[MemoryDiagnoser]
public class EpochBenchmarks
{
    public const int Rows = 32_000, BatchSize = 1024, Epochs = 8;

    private readonly float[,] _x = Matrix.Raw(Rows);
    private readonly float[,] _y;
    private readonly Sequential _model;

    public EpochBenchmarks()
    {
        _y = Matrix.Labels(_x);
        _model = Network.Create(_x);
        _model.Compile(new Adam(), Loss.MeanSquaredError);
    }

    [Benchmark(OperationsPerInvoke = Epochs)]
    public History Layers() => _model.Fit(_x, _y, BatchSize, Epochs);
}
