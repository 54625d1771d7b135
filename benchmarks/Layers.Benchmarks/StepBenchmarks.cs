using BenchmarkDotNet.Attributes;

namespace Layers.Benchmarks;

/// <summary>Adam steps on batches of 32 rows in <c>Fit</c>. One call has sixteen epochs of 512 steps, so that the fixed cost of a call
/// hardly counts.</summary>
/// <remarks>The peer is Keras on JAX in another process; see <see cref="KerasPeer"/>.</remarks>
[MemoryDiagnoser]
public class StepBenchmarks
{
    public const int BatchSize = 32, Steps = 8192, Epochs = 16;

    private readonly float[,] _x = Matrix.Raw(BatchSize * Steps / Epochs);
    private readonly float[,] _y;
    private readonly Sequential _model;

    public StepBenchmarks()
    {
        _y = Matrix.Labels(_x);
        _model = Network.Create(_x);
        _model.Compile(new Adam(), Loss.MeanSquaredError);
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public History Layers() => _model.Fit(_x, _y, BatchSize, Epochs);
}
