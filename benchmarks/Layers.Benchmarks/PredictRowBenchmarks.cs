using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Benchmarks;

/// <summary>Predicting one row, from a span of raw numbers to the prediction.</summary>
[MemoryDiagnoser]
public class PredictRowBenchmarks
{
    private readonly float[] _row = new float[Matrix.Features];
    private readonly float[] _input = new float[Matrix.Features];
    private readonly float[] _output = new float[1];
    private readonly float[] _result = new float[1];
    private readonly RunOptions _options = new();
    private readonly Model _model;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;

    public PredictRowBenchmarks()
    {
        var x = Matrix.Raw(1000);
        _model = Network.Create(x);
        for (var i = 0; i < _row.Length; i++) _row[i] = x[0, i];
        // For so little work, several threads are slower than one, so the peer gets one thread.
        _session = new InferenceSession(OnnxFile.Of(_model), new SessionOptions { IntraOpNumThreads = 1 });
        _binding = _session.CreateIoBinding();
        _binding.BindInput(_session.InputNames[0], OrtValue.CreateTensorValueFromMemory(_input, [1, Matrix.Features]));
        _binding.BindOutput(_session.OutputNames[0], OrtValue.CreateTensorValueFromMemory(_output, [1, 1]));
    }

    [Benchmark(Baseline = true)]
    public float OnnxRuntime()
    {
        _row.AsSpan().CopyTo(_input);
        _session.RunWithBinding(_options, _binding);
        return _output[0];
    }

    [Benchmark]
    public float Layers()
    {
        _model.Predict(_row, _result);
        return _result[0];
    }
}
