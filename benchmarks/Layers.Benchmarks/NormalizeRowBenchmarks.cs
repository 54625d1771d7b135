using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.Benchmarks;

/// <summary>Normalizing one row of 13 numbers.</summary>
[MemoryDiagnoser]
public class NormalizeRowBenchmarks
{
    private readonly float[] _row = new float[Matrix.Features];
    private readonly float[] _result = new float[Matrix.Features];
    private readonly Model _model;
    private readonly PredictionEngine<Raw, Normalized> _engine;
    private readonly Raw _raw = new();
    private Normalized _normalized = new();

    public NormalizeRowBenchmarks()
    {
        var x = Matrix.Raw(1000);
        var normalization = new Normalization();
        normalization.Adapt(x);
        _model = new Sequential { new Input(Matrix.Features), normalization };
        for (var i = 0; i < _row.Length; i++) _row[i] = x[0, i];
        var context = new MLContext();
        var data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 1000)
            .Select(row => new Raw { Features = [.. Enumerable.Range(0, Matrix.Features).Select(i => x[row, i])] }));
        var transformer = context.Transforms.NormalizeMeanVariance(nameof(Raw.Features), fixZero: false).Fit(data);
        _engine = context.Model.CreatePredictionEngine<Raw, Normalized>(transformer);
        _raw.Features = _row;
    }

    [Benchmark(Baseline = true)]
    public float MlNet()
    {
        // ML.NET is fastest if the same two objects are used each time.
        _engine.Predict(_raw, ref _normalized);
        return _normalized.Features![0];
    }

    [Benchmark]
    public float Layers()
    {
        _model.Predict(_row, _result);
        return _result[0];
    }

    private sealed class Raw
    {
        [VectorType(Matrix.Features)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Normalized
    {
        [VectorType(Matrix.Features)]
        public float[]? Features { get; set; }
    }
}
