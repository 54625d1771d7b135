using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Onnx;

/// <summary>A graph that is ready to run in ONNX Runtime. Any number of threads may run it at the same time.</summary>
public sealed class OnnxSession : IDisposable
{
    // The number of rows in a part is a multiple of this, so that SIMD instructions process the same elements as in a single run.
    private const int RowGranule = 64;

    private readonly InferenceSession _session;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly int? _threads;
    private readonly UseCount _users;

    /// <summary>Creates a session for a graph.</summary>
    /// <param name="graph">A graph without faults.</param>
    /// <param name="options">The options, such as the number of threads; <see langword="null"/>, the default, for the default
    /// options.</param>
    /// <exception cref="ArgumentException">The graph has faults; the message lists all of them.</exception>
    /// <exception cref="NotSupportedException">ONNX Runtime does not support an operator for its element type.</exception>
    public OnnxSession(Graph graph, RuntimeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
        _session = Sessions.Create(graph, options ?? RuntimeOptions.Default);
        _users = new UseCount(_session.Dispose);
        _threads = options?.Threads;
        _inputNames = [.. graph.Inputs.Select(input => input.Name!)];
        _outputNames = [.. graph.Outputs.Select(output => output.Key)];
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">A tensor for each graph input, in the order of <see cref="Graph.Inputs"/>; not copied.</param>
    /// <returns>A tensor for each output, in order.</returns>
    /// <exception cref="ArgumentException">A tensor is missing, there are too many tensors, or a tensor does not fit its input.</exception>
    /// <exception cref="InvalidOperationException">The graph cannot run with these inputs, for example because of an index out of
    /// range.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public IReadOnlyList<TensorData> Run(params ReadOnlySpan<TensorData> inputs)
    {
        if (inputs.Length > _inputNames.Length) throw Throw.TooManyFeeds(inputs.Length, _inputNames);
        var sizes = new Sizes();
        for (var i = 0; i < _inputNames.Length; i++)
            sizes.Learn(Graph.Inputs[i], i < inputs.Length ? inputs[i] : throw Throw.MissingFeed(_inputNames[i]));

        _users.Enter(this);
        var pins = new List<IDisposable>(2 * _inputNames.Length);
        try
        {
            var values = new OrtValue[inputs.Length];
            for (var i = 0; i < inputs.Length; i++)
            {
                var pin = new PinnedTensor(inputs[i]);
                pins.Add(pin);
                pins.Add(values[i] = pin.ToRead());
            }
            using var options = Sessions.QuietRun();
            // ONNX Runtime allocates the results, because its memory is aligned: see AlignedTensors.
            using var results = _session.Run(options, _inputNames, values, _outputNames);
            return [.. results.Select(Copied)];
        }
        catch (OnnxRuntimeException e)
        {
            throw Throw.RunFailed(e);
        }
        finally
        {
            for (var i = pins.Count - 1; i >= 0; i--) pins[i].Dispose();
            _users.Leave();
        }
    }

    /// <summary>Runs the graph on parts of the rows. A part is so small that the values between layers stay in the cache. If a run has one
    /// thread, several parts run in parallel.</summary>
    /// <remarks>Only for a graph in which each output row depends only on the same input row. The results then have the same bits as those
    /// of a single run.</remarks>
    /// <param name="rows">The only input, with the batch as its first axis; not copied.</param>
    /// <param name="rowsPerRun">The number of rows in a part, a multiple of 64. The last part also has the remaining rows.</param>
    /// <returns>The first output for all rows.</returns>
    /// <exception cref="ArgumentException">The tensor does not fit the input.</exception>
    /// <exception cref="InvalidOperationException">The graph cannot run with this input, for example because of an index out of
    /// range.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public TensorData RunRows(TensorData rows, int rowsPerRun)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsPerRun, RowGranule);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rowsPerRun % RowGranule, 0);
        var sizes = new Sizes();
        if (Graph.Inputs is not [var input]) throw Throw.MissingFeed(Graph.Inputs[^1].Name!);
        sizes.Learn(input, rows);
        // The remaining rows are added to the last part, because a part of one row would use other kernels and have other last bits.
        var parts = rows.Shape.Rank == 0 || input.Type == DType.String ? 1 : (int)rows.Shape[0].Size / rowsPerRun;
        if (parts < 2 || !CanCut(input) || sizes.Resolve(Graph.Outputs[0].Value.Shape) is not { } shape) return Run(rows)[0];

        var y = TensorData.Zeros(Graph.Outputs[0].Value.Type, shape);
        var count = (int)rows.Shape[0].Size;
        using var source = new PinnedTensor(rows);
        void RunPart(int part)
        {
            var (start, end) = (part * rowsPerRun, part == parts - 1 ? count : (part + 1) * rowsPerRun);
            using var x = source.RowsToRead(start, end - start);
            using var options = Sessions.QuietRun();
            using var results = _session.Run(options, _inputNames, [x], _outputNames);
            var rowBytes = y.AsBytes().Length / count;
            results[0].GetTensorDataAsSpan<byte>().CopyTo(y.WritableBytes()[(start * rowBytes)..]);
        }

        _users.Enter(this);
        try
        {
            if (_threads == 1) Parallel.For(0, parts, RunPart);
            else for (var part = 0; part < parts; part++) RunPart(part);
        }
        catch (AggregateException e) when (e.InnerException is OnnxRuntimeException first)
        {
            throw Throw.RunFailed(first);
        }
        catch (OnnxRuntimeException e)
        {
            throw Throw.RunFailed(e);
        }
        finally
        {
            _users.Leave();
        }
        return y;
    }

    /// <summary>Frees ONNX Runtime's memory immediately, or when the last current run ends.</summary>
    public void Dispose() => _users.Release();

    private bool CanCut(Value input) =>
        Graph.Outputs is [{ Value: { Type: not DType.String, Shape: { Rank: > 0 } shape } }] && !shape[0].IsKnown
            && shape[0] == input.Shape[0];

    private static TensorData Copied(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var shape = Shape.Of(info.Shape);
        var type = (DType)(int)info.ElementDataType;
        if (type == DType.String) return TensorData.Of(value.GetStringTensorAsArray(), shape);
        var data = TensorData.Zeros(type, shape);
        value.GetTensorDataAsSpan<byte>().CopyTo(data.WritableBytes());
        return data;
    }
}
