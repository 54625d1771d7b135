using BenchmarkDotNet.Attributes;
using Layers.Graphs;

namespace Layers.Benchmarks;

/// <summary>Adam steps of an LSTM of 64 units in <c>Fit</c>, on batches of 32 sequences of 50 steps and 16 features, and predictions of one
/// batch.</summary>
/// <remarks>The peer is Keras on JAX in another process; see <see cref="KerasPeer"/>.</remarks>
[MemoryDiagnoser]
public class RecurrentBenchmarks
{
    public const int BatchSize = 32, Time = 50, Features = 16, Units = 64, Steps = 64, Epochs = 4, Predictions = 100;

    private readonly TensorData _x = Numbers(Steps / Epochs * BatchSize, Time, Features);
    private readonly TensorData _y = Numbers(Steps / Epochs * BatchSize, 1);
    private readonly TensorData _batch = Numbers(BatchSize, Time, Features);
    private readonly Sequential _model = new(seed: 1) { new Input([Time, Features]), new LSTM(Units), new Dense(1) };

    public RecurrentBenchmarks() => _model.Compile(new Adam(), Loss.MeanSquaredError);

    [Benchmark(OperationsPerInvoke = Steps)]
    public History Train() => _model.Fit(_x, _y, BatchSize, Epochs);

    [Benchmark(OperationsPerInvoke = Predictions)]
    public TensorData Predict()
    {
        var y = _model.Predict(_batch);
        for (var i = 1; i < Predictions; i++) y = _model.Predict(_batch);
        return y;
    }

    /// <summary>Numbers around 0 that are the same in every run.</summary>
    internal static TensorData Numbers(params long[] sizes)
    {
        var random = new Random(1);
        var numbers = new float[sizes.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = random.NextSingle() - 0.5f;
        return TensorData.Of(numbers, Shape.Of(sizes));
    }
}
