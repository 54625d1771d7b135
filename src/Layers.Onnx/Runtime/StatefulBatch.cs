using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Onnx;

/// <summary>The buffers of one batch size. To use them, fill the feeds, run, and read the results.</summary>
/// <remarks>A batch is created by <see cref="StatefulSession.CreateBatch"/> or <see cref="StatefulSession.CreateFixedBatch"/>. The session
/// disposes it, unless the caller does so before.</remarks>
public sealed class StatefulBatch : IDisposable
{
    private readonly StatefulSession _session;
    private readonly PinnedTensor[] _pins;
    private readonly OrtIoBinding[] _bindings;
    private readonly UseCount _users;

    internal StatefulBatch(StatefulSession session, IReadOnlyList<Shape> shapes, bool isFixed)
    {
        _session = session;
        var sizes = session.StateSizes();
        Feeds = [.. session.Feeds.Select((feed, i) =>
        {
            var data = AlignedTensors.Zeros(feed.Type, i < shapes.Count ? shapes[i] : throw Throw.MissingFeed(feed.Name!));
            sizes.Learn(feed, data);
            return data;
        })];
        Results = [.. session.Results.Select(result => AlignedTensors.Zeros(result.Value.Type,
            sizes.Resolve(result.Value.Shape) ?? throw Throw.UnknownResultSize(result.Key, result.Value.Shape)))];
        _pins = [.. Feeds.Concat(Results).Select(data => new PinnedTensor(data))];
        (IsFixed, Compiled) = (isFixed, isFixed ? session.CompiledFor(sizes) : session.Compiled);
        _bindings = [.. new[] { 0, 1 }.Select(current => session.Bind(Compiled, current, _pins[..Feeds.Count], _pins[Feeds.Count..]))];
        _users = new UseCount(Free);
    }

    /// <summary>The inputs of a run, in the order of <see cref="StatefulSession.Feeds"/>; write to them with
    /// <see cref="Feed{T}"/>.</summary>
    public IReadOnlyList<TensorData> Feeds { get; }

    /// <summary>The results of the last run, in the order of <see cref="StatefulSession.Results"/>.</summary>
    public IReadOnlyList<TensorData> Results { get; }

    /// <summary>Whether the graph was compiled for these sizes only, by <see cref="StatefulSession.CreateFixedBatch"/>.</summary>
    public bool IsFixed { get; }

    /// <summary>The session of ONNX Runtime that runs: a separate one if the batch is fixed.</summary>
    internal InferenceSession Compiled { get; }

    /// <summary>Returns the elements of a feed, to be written before a run.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    /// <param name="index">The index in <see cref="Feeds"/>.</param>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public Span<T> Feed<T>(int index) => Feeds[index].Span<T>();

    /// <summary>Runs the graph once, which updates the state and the results.</summary>
    /// <exception cref="InvalidOperationException">The graph cannot run with these feeds, for example because of an index out of range. The
    /// state does not change.</exception>
    /// <exception cref="ObjectDisposedException">The batch or its session was disposed.</exception>
    public void Run()
    {
        _users.Enter(this);
        try
        {
            for (var i = 0; i < Feeds.Count; i++)
                if (_pins[i].IsCopied) _pins[i].Push();
            _session.Run(Compiled, _bindings[_session.Current]);
            for (var i = Feeds.Count; i < _pins.Length; i++)
                if (_pins[i].IsCopied) _pins[i].Pull();
        }
        finally
        {
            _users.Leave();
        }
    }

    /// <summary>Frees the bindings of the buffers immediately, or when the current run ends.</summary>
    public void Dispose()
    {
        _session.Forget(this);
        _users.Release();
    }

    private void Free()
    {
        foreach (var binding in _bindings) binding.Dispose();
        foreach (var pin in _pins) pin.Dispose();
        if (IsFixed) Compiled.Dispose();
        _session.Leave();
    }
}
