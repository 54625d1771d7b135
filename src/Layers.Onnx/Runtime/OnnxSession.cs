using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Onnx;

/// <summary>A graph ready to run in ONNX Runtime. Any number of threads may run it at once.</summary>
public sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private bool _isDisposed;

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">A graph without faults.</param>
    /// <param name="options">Threads; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The graph has faults; the message lists every one.</exception>
    /// <exception cref="NotSupportedException">ONNX Runtime does not compute an operator for its element type.</exception>
    public OnnxSession(Graph graph, RuntimeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
        _session = Sessions.Create(graph, options ?? RuntimeOptions.Default);
        _inputNames = [.. graph.Inputs.Select(input => input.Name!)];
        _outputNames = [.. graph.Outputs.Select(output => output.Key)];
    }

    /// <summary>What it runs.</summary>
    public Graph Graph { get; }

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">A tensor for each graph input, in the order of <see cref="Graph.Inputs"/>; read in place.</param>
    /// <returns>A tensor for each output, in order.</returns>
    /// <exception cref="ArgumentException">A tensor is missing, is one too many, or does not fit its input.</exception>
    /// <exception cref="InvalidOperationException">The tensors' numbers do not let the graph run, as an index outside its axis does not.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public IReadOnlyList<TensorData> Run(params ReadOnlySpan<TensorData> inputs)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (inputs.Length > _inputNames.Length) throw Throw.TooManyFeeds(inputs.Length, _inputNames);
        var sizes = new Sizes();
        for (var i = 0; i < _inputNames.Length; i++)
            sizes.Learn(Graph.Inputs[i], i < inputs.Length ? inputs[i] : throw Throw.MissingFeed(_inputNames[i]));

        var pins = new List<PinnedTensor>(_inputNames.Length + _outputNames.Length);
        try
        {
            foreach (var input in inputs) pins.Add(new PinnedTensor(input));
            return Allocated(sizes) is { } outputs ? RunInto(outputs, pins) : RunAllocating(pins);
        }
        catch (OnnxRuntimeException e)
        {
            throw Throw.RunFailed(e);
        }
        finally
        {
            foreach (var pin in pins) pin.Dispose();
        }
    }

    /// <summary>Runs the graph on parts of the rows, several at a time, each part small enough that what is between the layers stays in the cache.</summary>
    /// <remarks>The result is that of one run where rows do not depend on each other. Meant for a session of one thread a run.</remarks>
    /// <param name="rows">The only input, with the batch first; read in place.</param>
    /// <param name="rowsPerRun">How many rows a part has at most, 1 or more.</param>
    /// <returns>The first output, all rows of it.</returns>
    /// <exception cref="ArgumentException">The tensor does not fit the input.</exception>
    public TensorData RunRows(TensorData rows, int rowsPerRun)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsPerRun, 1);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var sizes = new Sizes();
        if (Graph.Inputs is not [var input]) throw Throw.MissingFeed(Graph.Inputs[^1].Name!);
        sizes.Learn(input, rows);
        var count = rows.Shape.Rank == 0 ? 0 : (int)rows.Shape[0].Size;
        if (count <= rowsPerRun || !CanCut(input) || Allocated(sizes) is not { } outputs) return Run(rows)[0];

        // Parts of equal size, so that none is a lone row: matrix products of one row take another path with other last digits.
        var parts = (count + rowsPerRun - 1) / rowsPerRun;
        using var source = new PinnedTensor(rows);
        using var target = new PinnedTensor(outputs[0]);
        Parallel.For(0, parts, part =>
        {
            var (start, end) = ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
            using var x = source.Rows(start, end - start);
            using var y = target.Rows(start, end - start);
            using var options = new RunOptions();
            _session.Run(options, _inputNames, [x], _outputNames, [y]);
        });
        return outputs[0];
    }

    /// <summary>Frees ONNX Runtime's memory. Only when no run is under way any more.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _session.Dispose();
    }

    private bool CanCut(Value input) =>
        Graph.Outputs is [{ Value: { Type: not DType.String, Shape: { Rank: > 0 } shape } }] && !shape[0].IsKnown && shape[0] == input.Shape[0];

    private TensorData[]? Allocated(Sizes sizes)
    {
        var outputs = new TensorData[_outputNames.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            var value = Graph.Outputs[i].Value;
            if (value.Type == DType.String || sizes.Resolve(value.Shape) is not { } shape) return null;
            outputs[i] = TensorData.Zeros(value.Type, shape);
        }
        return outputs;
    }

    private TensorData[] RunInto(TensorData[] outputs, List<PinnedTensor> pins)
    {
        foreach (var output in outputs) pins.Add(new PinnedTensor(output));
        using var options = new RunOptions();
        _session.Run(options, _inputNames, [.. pins.Take(_inputNames.Length).Select(pin => pin.Value)],
            _outputNames, [.. pins.Skip(_inputNames.Length).Select(pin => pin.Value)]);
        return outputs;
    }

    private TensorData[] RunAllocating(List<PinnedTensor> pins)
    {
        using var options = new RunOptions();
        using var results = _session.Run(options, _inputNames, [.. pins.Select(pin => pin.Value)], _outputNames);
        return [.. results.Select(Copied)];
    }

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
