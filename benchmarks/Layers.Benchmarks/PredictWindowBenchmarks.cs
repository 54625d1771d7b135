using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Benchmarks;

/// <summary>Predicting one window of 30 steps and 4 features with an LSTM of 32 units, from a span of numbers to the prediction.</summary>
[MemoryDiagnoser]
public class PredictWindowBenchmarks
{
    private const int Time = 30, Features = 4, Units = 32;

    private readonly float[] _window = RecurrentBenchmarks.Numbers(Time, Features).ToArray<float>();
    private readonly float[] _input = new float[Time * Features];
    private readonly float[] _output = new float[1];
    private readonly float[] _result = new float[1];
    private readonly RunOptions _options = new();
    private readonly Sequential _model = new(seed: 1) { new Input([Time, Features]), new LSTM(Units), new Dense(1) };
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;

    public PredictWindowBenchmarks()
    {
        // For so little work, several threads are slower than one, so the peer gets one thread.
        _session = new InferenceSession(OnnxFile.Of(_model), new SessionOptions { IntraOpNumThreads = 1 });
        _binding = _session.CreateIoBinding();
        _binding.BindInput(_session.InputNames[0], OrtValue.CreateTensorValueFromMemory(_input, [1, Time, Features]));
        _binding.BindOutput(_session.OutputNames[0], OrtValue.CreateTensorValueFromMemory(_output, [1, 1]));
    }

    [Benchmark(Baseline = true)]
    public float OnnxRuntime()
    {
        _window.AsSpan().CopyTo(_input);
        _session.RunWithBinding(_options, _binding);
        return _output[0];
    }

    [Benchmark]
    public float Layers()
    {
        _model.Predict(_window, _result);
        return _result[0];
    }
}
