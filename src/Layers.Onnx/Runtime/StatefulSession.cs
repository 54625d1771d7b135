using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Onnx;

/// <summary>Runs a graph repeatedly. Each run reads the state that the run before wrote.</summary>
/// <remarks>There are two sets of buffers for the state. A run reads one set and writes the other, and then they are swapped, so that
/// nothing is copied between runs. A session is not thread-safe, because a training loop is one thread.</remarks>
public sealed class StatefulSession : IDisposable
{
    private readonly RuntimeOptions _options;
    private readonly IReadOnlyList<StateInput> _slots;
    private readonly IReadOnlyList<StateSlice> _views;
    private readonly Dictionary<Value, int> _slotOf = new(ReferenceEqualityComparer.Instance);
    private readonly TensorData[][] _state;
    private readonly PinnedTensor[][] _pins;
    private readonly OrtValue[][] _parts;
    private readonly List<StatefulBatch> _batches = [];
    private readonly RunOptions _runOptions = Sessions.QuietRun();
    private readonly UseCount _users;

    /// <summary>Creates a session for a graph and its state.</summary>
    /// <param name="graph">A graph without faults. Its inputs are those of the slots, and the feeds.</param>
    /// <param name="slots">The inputs that are state.</param>
    /// <param name="initial">The initial value of each slot; copied.</param>
    /// <param name="options">The options, such as the number of threads; <see langword="null"/>, the default, for the default
    /// options.</param>
    /// <param name="views">The inputs that are parts of slots; <see langword="null"/>, the default, for none.</param>
    /// <exception cref="ArgumentException">The graph has faults, the next value of a slot is not an output of its type and shape, a tensor
    /// does not fit its slot, or a part is not within its slot.</exception>
    /// <exception cref="NotSupportedException">ONNX Runtime does not support an operator for its element type.</exception>
    public StatefulSession(Graph graph, IReadOnlyList<StateInput> slots, IReadOnlyList<TensorData> initial, RuntimeOptions? options = null,
        IReadOnlyList<StateSlice>? views = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(slots);
        ArgumentNullException.ThrowIfNull(initial);
        Graph = graph;
        (_slots, _views, _options) = (slots, views ?? [], options ?? RuntimeOptions.Default);
        if (slots.Count != initial.Count) throw Throw.OneTensorASlot(slots.Count, initial.Count);
        if (Repeated(slots.Select(slot => slot.Input).Concat(_views.Select(view => view.Input))) is { } input)
            throw Throw.RepeatedSlot(input.Name!);
        if (Repeated(slots.Select(slot => slot.Next).OfType<string>()) is { } output) throw Throw.RepeatedNext(output);
        for (var i = 0; i < slots.Count; i++)
        {
            new Sizes().Learn(slots[i].Input, initial[i]);
            CheckNext(graph, slots[i]);
            _slotOf.Add(slots[i].Input, i);
        }
        foreach (var view in _views) CheckView(view, initial);
        TensorData[] first = [.. initial.Select(AlignedTensors.Copy)];
        // A run never writes a slot without an output, so both sets share its buffer.
        _state = [first, [.. slots.Select((slot, i) => slot.Next is null ? first[i] : AlignedTensors.Copy(first[i]))]];
        Compiled = Sessions.Create(graph, _options);
        _pins = [.. _state.Select(set => set.Select(data => new PinnedTensor(data)).ToArray())];
        _parts = [.. _pins.Select(set => _views.Select(view => set[_slotOf[view.Slot]].Part(view.Input.Shape, view.Offset)).ToArray())];
        var state = _views.Select(view => view.Input).Concat(_slotOf.Keys).ToHashSet(ReferenceEqualityComparer.Instance);
        Feeds = [.. graph.Inputs.Where(feed => !state.Contains(feed))];
        var next = slots.Select(slot => slot.Next).ToHashSet();
        Results = [.. graph.Outputs.Where(result => !next.Contains(result.Key))];
        _users = new UseCount(Free);
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>The graph inputs that are not state, in the order of <see cref="Graph.Inputs"/>.</summary>
    public IReadOnlyList<Value> Feeds { get; }

    /// <summary>The graph outputs that are not state, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Results { get; }

    internal int Current { get; private set; }

    /// <summary>The session of ONNX Runtime for any sizes.</summary>
    internal InferenceSession Compiled { get; }

    /// <summary>Creates the buffers for runs with feeds of given sizes. They can be used for any number of runs.</summary>
    /// <param name="shapes">The shape of each of <see cref="Feeds"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit its input, or the size of a result does not follow from the
    /// feeds.</exception>
    public StatefulBatch CreateBatch(params IReadOnlyList<Shape> shapes) => Create(shapes, isFixed: false);

    /// <summary>Creates the buffers for very many runs with feeds of given sizes. The graph is compiled for these sizes only, so that no
    /// run computes values that depend only on the sizes.</summary>
    /// <remarks>The compilation takes as long as creating the session. It saves a few operators in each run.</remarks>
    /// <inheritdoc cref="CreateBatch"/>
    public StatefulBatch CreateFixedBatch(params IReadOnlyList<Shape> shapes) => Create(shapes, isFixed: true);

    /// <summary>Returns a copy of a slot's value after the last run.</summary>
    /// <param name="slot">The slot's input.</param>
    /// <exception cref="KeyNotFoundException">The input is not a slot of this session.</exception>
    public TensorData Get(Value slot) => Get(slot, 0, _state[Current][_slotOf[slot]].Shape);

    /// <summary>Returns a copy of a part of a slot's value after the last run.</summary>
    /// <param name="slot">The slot's input.</param>
    /// <param name="offset">The index of the first element, from 0.</param>
    /// <param name="shape">The shape of the part, with known sizes.</param>
    /// <exception cref="KeyNotFoundException">The input is not a slot of this session.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the slot.</exception>
    public TensorData Get(Value slot, int offset, Shape shape)
    {
        var state = _state[Current][_slotOf[slot]];
        var part = TensorData.Zeros(state.Type, shape);
        var size = state.Length == 0 ? 0 : state.AsBytes().Length / state.Length;
        state.AsBytes().Slice(offset * size, part.AsBytes().Length).CopyTo(part.WritableBytes());
        return part;
    }

    /// <summary>Returns the elements of a slot as of the last run, in place; the next run does not write to them.</summary>
    internal ReadOnlySpan<T> Read<T>(Value slot) => _state[Current][_slotOf[slot]].AsSpan<T>();

    /// <summary>Sets a part of a slot's value, which the next run reads.</summary>
    /// <param name="slot">The slot's input.</param>
    /// <param name="offset">The index of the first element, from 0.</param>
    /// <param name="data">The elements, of the slot's type; copied.</param>
    /// <exception cref="KeyNotFoundException">The input is not a slot of this session.</exception>
    /// <exception cref="ArgumentException">The tensor has another type, or the part is not within the slot.</exception>
    public void Set(Value slot, int offset, TensorData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var state = _state[Current][_slotOf[slot]];
        if (data.Type != state.Type || offset < 0 || offset > state.Length - data.Length) throw Throw.DoesNotFitState(slot, state, data);
        var size = state.Length == 0 ? 0 : state.AsBytes().Length / state.Length;
        data.AsBytes().CopyTo(state.WritableBytes()[(offset * size)..]);
    }

    /// <summary>Sets a slot's value, which the next run reads.</summary>
    /// <param name="slot">The slot's input.</param>
    /// <param name="data">The value, of the slot's type and shape; copied.</param>
    /// <exception cref="KeyNotFoundException">The input is not a slot of this session.</exception>
    /// <exception cref="ArgumentException">The tensor does not fit the slot.</exception>
    public void Set(Value slot, TensorData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var state = _state[Current][_slotOf[slot]];
        if (data.Type != state.Type || !data.Shape.Equals(state.Shape)) throw Throw.DoesNotFitState(slot, state, data);
        data.AsBytes().CopyTo(state.WritableBytes());
    }

    /// <summary>Sets the subnormal numbers of the slots that runs write to zero, see <see cref="Subnormals"/>.</summary>
    internal void FlushSubnormals()
    {
        for (var i = 0; i < _slots.Count; i++)
            if (_slots[i].Next is not null) Subnormals.Flush(_state[Current][i]);
    }

    /// <summary>Frees ONNX Runtime's memory and every batch immediately, or when the current run ends.</summary>
    public void Dispose()
    {
        StatefulBatch[] batches;
        lock (_batches) batches = [.. _batches];
        foreach (var batch in batches) batch.Dispose();
        _users.Release();
    }

    /// <summary>Removes a batch that was disposed.</summary>
    internal void Forget(StatefulBatch batch)
    {
        lock (_batches) _batches.Remove(batch);
    }

    /// <summary>Ends the use of the session by a batch whose memory was freed.</summary>
    internal void Leave() => _users.Leave();

    /// <summary>Creates a session of ONNX Runtime for known sizes.</summary>
    internal InferenceSession CompiledFor(Sizes sizes) => Sessions.Create(Graph.FixSizes(sizes.Known).Optimize(), _options);

    /// <summary>Creates a binding that reads one set of the state and the feeds, and writes the other set and the results.</summary>
    internal OrtIoBinding Bind(InferenceSession compiled, int current, IReadOnlyList<PinnedTensor> feeds,
        IReadOnlyList<PinnedTensor> results)
    {
        var binding = compiled.CreateIoBinding();
        // The compiled graph lacks an input that it does not read: a slot of which only the next value is used, or rows of which only the
        // number is used.
        void Read(Value input, OrtValue value)
        {
            if (compiled.InputMetadata.ContainsKey(input.Name!)) binding.BindInput(input.Name, value);
        }

        for (var i = 0; i < _slots.Count; i++)
        {
            Read(_slots[i].Input, _pins[current][i].Value);
            if (_slots[i].Next is { } next) binding.BindOutput(next, _pins[1 - current][i].Value);
        }
        for (var i = 0; i < _views.Count; i++) Read(_views[i].Input, _parts[current][i]);
        for (var i = 0; i < feeds.Count; i++) Read(Feeds[i], feeds[i].Value);
        for (var i = 0; i < results.Count; i++) binding.BindOutput(Results[i].Key, results[i].Value);
        return binding;
    }

    /// <summary>Returns the sizes in the state. The feeds must agree with them.</summary>
    internal Sizes StateSizes()
    {
        var sizes = new Sizes();
        for (var i = 0; i < _slots.Count; i++) sizes.Learn(_slots[i].Input, _state[Current][i]);
        return sizes;
    }

    internal void Run(InferenceSession compiled, OrtIoBinding binding)
    {
        try
        {
            compiled.RunWithBinding(_runOptions, binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw Throw.RunFailed(e);
        }
        Current = 1 - Current;
    }

    private StatefulBatch Create(IReadOnlyList<Shape> shapes, bool isFixed)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Count > Feeds.Count) throw Throw.TooManyFeeds(shapes.Count, Feeds.Select(feed => feed.Name!));
        // A batch uses the session until the batch is freed.
        _users.Enter(this);
        try
        {
            var batch = new StatefulBatch(this, shapes, isFixed);
            lock (_batches) _batches.Add(batch);
            return batch;
        }
        catch
        {
            _users.Leave();
            throw;
        }
    }

    private void Free()
    {
        foreach (var part in _parts.SelectMany(set => set)) part.Dispose();
        foreach (var pin in _pins.SelectMany(set => set).Distinct()) pin.Dispose();
        _runOptions.Dispose();
        Compiled.Dispose();
    }

    private void CheckView(StateSlice view, IReadOnlyList<TensorData> initial)
    {
        if (!_slotOf.TryGetValue(view.Slot, out var slot)) throw Throw.NoSuchSlot(view);
        var shape = view.Input.Shape;
        var fits = view.Input.Type == view.Slot.Type && shape.IsKnown && view.Offset >= 0
            && view.Offset <= initial[slot].Length - shape.Length;
        if (!fits) throw Throw.ViewDoesNotFit(view, initial[slot]);
    }

    private static T? Repeated<T>(IEnumerable<T> items)
        where T : class => items.GroupBy(item => item).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static void CheckNext(Graph graph, StateInput slot)
    {
        if (slot.Next is null) return;
        var next = graph.Outputs.FirstOrDefault(output => output.Key == slot.Next).Value ?? throw Throw.NoSuchNext(slot);
        // Inference does not know every size. A wrong size that is not detected here makes the run fail.
        if (next.Type != slot.Input.Type || !next.Shape.MayBe(slot.Input.Shape)) throw Throw.NextDoesNotFit(slot, next);
    }
}
