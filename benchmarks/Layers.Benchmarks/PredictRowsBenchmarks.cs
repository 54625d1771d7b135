using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Benchmarks;

/// <summary>Predicting 1,000,000 rows in one call.</summary>
[MemoryDiagnoser]
public class PredictRowsBenchmarks
{
    private const int Rows = 1_000_000;

    private readonly float[,] _x = Matrix.Raw(Rows);
    private readonly float[] _flat;
    private readonly float[] _output = new float[Rows];
    private readonly RunOptions _options = new();
    private readonly Model _model;
    private readonly InferenceSession _session;

    public PredictRowsBenchmarks()
    {
        _model = Network.Create(_x);
        _session = new InferenceSession(OnnxFile.Of(_model));
        _flat = MemoryMarshal.CreateReadOnlySpan(ref _x[0, 0], _x.Length).ToArray();
    }

    [Benchmark(Baseline = true)]
    public object OnnxRuntime()
    {
        using var input = OrtValue.CreateTensorValueFromMemory(_flat, [Rows, Matrix.Features]);
        using var output = OrtValue.CreateTensorValueFromMemory(_output, [Rows, 1]);
        _session.Run(_options, _session.InputNames, [input], _session.OutputNames, [output]);
        return _output;
    }

    [Benchmark]
    public object Layers() => _model.Predict(_x);
}
