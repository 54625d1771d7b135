namespace Layers;

/// <summary>A prediction graph with its weights as constants, and the engines that run it. Each engine is created when it is first
/// needed.</summary>
/// <remarks>A caller enters before running the graph and leaves afterwards, so that the engines are freed after the last user has
/// left.</remarks>
internal sealed class Compiled
{
    // The number of rows in one run of ONNX Runtime. It is small enough for the activations to stay in the second-level cache, and large
    // enough to amortize the overhead of a run. Measured with a 13-64-64-1 network: 256 to 4096 rows take about the same time; all rows at
    // once take twice as long.
    private const int RowsPerRun = 1024;

    // Up to this many weights, a run uses one thread, and several runs execute at the same time. Above, a single run keeps all cores busy.
    private const long LargeModel = 4_000_000;

    // Up to this many weights, the row engine runs any number of rows. Measured on two cores with two equal hidden layers: 2.5 to 16 times
    // as fast as ONNX Runtime for one row, 1.0 to 2.0 times for 16 to 64, 1.4 to 2.3 times for 256 to 1024 and 0.9 to 1.0 times for
    // 100,000.
    private const long SmallModel = 131_072;

    // Up to this many weights, the row engine runs up to Batch rows: measured 1.3 to 2.1 times as fast for one row, 0.9 to 1.4 for 4, 1.4
    // to 1.8 for 16 to 1024. With twice as many weights it took 1.6 times as long as ONNX Runtime for one row.
    private const long MiddleModel = 2_000_000;
    private const int Batch = 1024;

    private readonly Graph _graph;
    private readonly IReadOnlyList<Value> _inputs;
    private readonly bool _isOneToOne;
    private readonly Dictionary<string, int> _places;
    private readonly HostPart? _host;
    private readonly CompiledCheck[] _checks;
    private readonly Freshness _freshness;
    private readonly long _weights;
    private readonly Layer _owner;
    private readonly Lazy<RowProgram?> _rows;
    private readonly Lazy<OnnxSession> _session;
    private readonly Lazy<bool> _isRowWise;
    private readonly UseCount _users;
    private string? _notRows;

    /// <param name="layer">The layer.</param>
    /// <param name="inputs">All inputs, including those that the graph does not read.</param>
    /// <param name="states">The states that the layer keeps from batch to batch, which are also inputs of the graph.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="checks">The checks of values that the layer and its layers request.</param>
    /// <param name="freshness">Expires when a weight changes.</param>
    public Compiled(Layer layer, IReadOnlyList<Value> inputs, IReadOnlyList<Weight> states, Graph graph, CompiledCheck[] checks,
        Freshness freshness)
    {
        States = states;
        _places = new(inputs.Count + states.Count);
        for (var i = 0; i < inputs.Count; i++) _places.TryAdd(inputs[i].Name!, i);
        // If the layer is renamed later, the names of its weights change, and the graph keeps the present names.
        for (var i = 0; i < states.Count; i++) _places.TryAdd(states[i].Path, inputs.Count + i);
        _checks = checks;
        _inputs = inputs;
        _isOneToOne = inputs.Count == 1 && graph.Outputs.Count == 1;
        _host = HostPart.Cut(graph, out _graph);
        _freshness = freshness;
        _owner = layer;
        foreach (var weight in layer.Weights) _weights += weight.Value.Length;
        _rows = new(() => RowCompiler.Compile(_graph, out _notRows));
        _isRowWise = new(() => RowWise.Is(_graph));
        _session = new(CreateSession);
        _users = new(Free);
    }

    /// <summary>The states that the layer keeps from batch to batch.</summary>
    public IReadOnlyList<Weight> States { get; }

    /// <summary>Whether a weight has changed since the graph was compiled.</summary>
    public bool IsStale => _freshness.IsStale;

    /// <summary>The session of ONNX Runtime; it is created on first use.</summary>
    public OnnxSession Session => _session.Value;

    /// <summary>Whether rows of several callers may be predicted together, because no row affects the prediction of another.</summary>
    /// <remarks>The result of a host operator for a row depends on that row only, but its width is that of the widest row, unless the width
    /// is known.</remarks>
    public bool KeepsRowsApart => States.Count == 0 && (_host?.HasFixedWidths(_graph.Inputs) ?? true)
        && ((_weights <= MiddleModel && _rows.Value is not null) || RowWise.IsOfAll(_graph));

    /// <summary>Whether the row engine predicts any number of rows, on the caller's thread, and the model is so small that predicting the
    /// rows of several callers together saves less than the callers' waiting costs.</summary>
    /// <param name="engine">The engine of the model.</param>
    public bool NeedsNoBatches(PredictEngine engine) =>
        States.Count == 0 && _host is null && _weights <= SmallModel && engine != PredictEngine.OnnxRuntime && _rows.Value is not null;

    /// <summary>Whether the first input has the type and shape of <paramref name="input"/>.</summary>
    public bool IsFor(Value input) => _inputs[0].Type == input.Type && _inputs[0].Shape.Equals(input.Shape);

    /// <summary>Returns the row engine's program if it must run a number of rows; null for ONNX Runtime.</summary>
    /// <exception cref="NotSupportedException">The row engine is requested, and it cannot run the graph.</exception>
    private RowProgram? ProgramFor(int rows, PredictEngine engine) => engine switch
    {
        PredictEngine.OnnxRuntime => null,
        PredictEngine.Rows => _rows.Value ?? throw Throw.NotSupportedByRowEngine(_owner.ToString(), _notRows!),
        _ => _weights <= SmallModel || (rows <= Batch && _weights <= MiddleModel) ? _rows.Value : null,
    };

    /// <summary>Returns the row engine's program if it must run rows with a total of <paramref name="numbers"/> float32 elements; null for
    /// ONNX Runtime.</summary>
    /// <exception cref="NotSupportedException">The row engine is requested, and it cannot run the graph.</exception>
    public RowProgram? ProgramForFloats(int numbers, PredictEngine engine)
    {
        // Do not compile the program for graphs that never use it.
        if (!_isOneToOne || _host is not null || engine == PredictEngine.OnnxRuntime
            || (engine == PredictEngine.Auto && _weights > MiddleModel)) return null;
        if (_rows.Value is { TakesTensors: true }) return null;
        var width = _rows.Value?.Input.Length ?? numbers;
        return ProgramFor(numbers / width, engine) is { Input.Type: DType.Float32, Output.Type: DType.Float32 } program ? program : null;
    }

    /// <summary>The row engine's program, for any number of rows; null if the row engine cannot run the graph.</summary>
    public RowProgram? Managed => _rows.Value;

    /// <summary>Throws for values that a layer cannot compute with.</summary>
    /// <param name="x">A tensor for each input, in order; null for an optional input.</param>
    /// <param name="engine">The engine for the checks.</param>
    /// <param name="before">The rows in earlier batches.</param>
    /// <exception cref="LayerException">A layer cannot compute with a value; the message has the value and its position.</exception>
    public void RequireRight(IReadOnlyList<TensorData?> x, PredictEngine engine, RowsBefore before = default)
    {
        foreach (var check in _checks) check.Require(x, engine, before);
    }

    /// <summary>Whether all layers can compute with rows of float32. The result is also false if the row engine cannot run a
    /// check.</summary>
    public bool Holds(ReadOnlySpan<float> rows)
    {
        foreach (var check in _checks)
            if (!check.Holds(rows)) return false;
        return true;
    }

    /// <summary>Binds the row engine to tensors with a single row, whose numbers may change between predictions; null if the row engine
    /// cannot run the graph or a check.</summary>
    /// <param name="x">A tensor with one row for each input, in order, of the input's type.</param>
    /// <param name="engine">The requested engine.</param>
    /// <param name="checks">Whether to refuse values that a layer cannot compute with.</param>
    public BoundRow? Bind(IReadOnlyList<TensorData> x, PredictEngine engine, bool checks)
    {
        if (States.Count > 0 || BoundTo(x, engine) is not { } row) return null;
        if (!checks) return new BoundRow(row.Program, row.Tensors, []);
        var bound = new List<(RowProgram, TensorData[])>();
        foreach (var check in _checks)
        {
            if (check.Condition.BoundTo(x, engine) is not { } one) return null;
            bound.Add(one);
        }
        return new BoundRow(row.Program, row.Tensors, [.. bound]);
    }

    // Returns the program, and its tensors in the order in which the graph reads them.
    private (RowProgram Program, TensorData[] Tensors)? BoundTo(IReadOnlyList<TensorData> x, PredictEngine engine)
    {
        if (_host is not null || ProgramFor(1, engine) is not { } program) return null;
        return (program, [.. _graph.Inputs.Select(input => DataFor(input, x))]);
    }

    /// <summary>Runs the graph and returns every output, in order.</summary>
    /// <param name="x">A tensor for each input, in order; it is cast to the input's type. null for an optional input.</param>
    /// <param name="engine">The requested engine.</param>
    public IReadOnlyList<TensorData> Run(IReadOnlyList<TensorData?> x, PredictEngine engine)
    {
        // The graph has only the inputs that it reads, in its own order.
        var read = Feeds(input => Casting.Cast(WithoutNulls(input.Name!, DataFor(input, x)), input.Type));
        if (ProgramFor(x[0] is { Shape.Rank: > 0 } first ? (int)first.Shape[0].Size : 1, engine) is { } program) return [program.Run(read)];
        return _isRowWise.Value ? [Session.RunRows(read[0], RowsPerRun)] : Session.Run(read);
    }

    private TensorData WithoutNulls(string input, TensorData data)
    {
        NullTexts.Refuse(_owner, _inputs, input, data);
        return data;
    }

    private TensorData DataFor(Value input, IReadOnlyList<TensorData?> x)
    {
        if (!_places.TryGetValue(input.Name!, out var place)) throw Throw.Bug($"the graph reads {input.Name}, which is not an input.");
        return place < _inputs.Count
            ? x[place] ?? throw Throw.InputIsRead(_owner.ToString(), input.Name!) : States[place - _inputs.Count].Value;
    }

    /// <summary>Prevents the engines from being freed until <see cref="Leave"/>. Returns false if they were already released.</summary>
    public bool TryEnter() => _users.TryEnter();

    /// <summary>Ends the use that <see cref="TryEnter"/> began.</summary>
    public void Leave() => _users.Leave();

    /// <summary>Releases the engines: present users can continue, and no new user can enter.</summary>
    public void Release()
    {
        _freshness.Expire();
        _users.Release();
    }

    private void Free()
    {
        if (_session.IsValueCreated) Session.Dispose();
        _host?.Dispose();
        foreach (var check in _checks) check.Free();
    }

    private TensorData[] Feeds(Func<Value, TensorData> feed) => _host?.Feed(_graph.Inputs, feed) ?? [.. _graph.Inputs.Select(feed)];

    private OnnxSession CreateSession() =>
        new(_graph, new RuntimeOptions { Threads = _isRowWise.Value && _weights <= LargeModel ? 1 : null });
}
