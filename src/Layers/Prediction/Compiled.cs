namespace Layers;

/// <summary>A prediction graph with its weights as constants, and the engines that run it; each is made when it is first needed.</summary>
/// <remarks>Who runs it enters before and leaves after, so that it is freed when its last user is done.</remarks>
internal sealed class Compiled
{
    // Rows that go through ONNX Runtime together: their activations stay in the second-level cache, and a run's own cost is spread thin.
    // Measured with a 13-64-64-1 network: 256 to 4096 rows take about the same, all rows at once twice as long.
    private const int RowsPerRun = 1024;

    // A model below this many weights has one thread a run and several runs at a time; above, a single run keeps all cores busy.
    private const long LargeModel = 4_000_000;

    // Below this many the row engine is for any number of rows. Measured on two cores with two equal hidden layers: 2.5 to 16 times as fast
    // as ONNX Runtime for one row, 1.0 to 2.0 times for 16 to 64, 1.4 to 2.3 times for 256 to 1024 and 0.9 to 1.0 times for 100,000.
    private const long SmallModel = 131_072;

    // Up to here it is for a batch: measured 1.3 to 2.1 times as fast for one row, 0.9 to 1.4 for 4, 1.4 to 1.8 for 16 to 1024. Of twice
    // as many weights one row took it 1.6 times as long.
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

    /// <param name="layer">Whose graph it is.</param>
    /// <param name="inputs">Every input, those among them that the graph does not read.</param>
    /// <param name="states">What the layer keeps from batch to batch; the graph reads it too.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="checks">What its layers ask of values.</param>
    /// <param name="freshness">Expires when a weight changes.</param>
    public Compiled(Layer layer, IReadOnlyList<Value> inputs, IReadOnlyList<Weight> states, Graph graph, CompiledCheck[] checks, Freshness freshness)
    {
        States = states;
        _places = new(inputs.Count + states.Count);
        for (var i = 0; i < inputs.Count; i++) _places.TryAdd(inputs[i].Name!, i);
        // A layer that is renamed later renames its weights; the graph keeps the names of now.
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

    /// <summary>What the layer keeps from batch to batch.</summary>
    public IReadOnlyList<Weight> States { get; }

    /// <summary>Whether a weight has another value by now.</summary>
    public bool IsStale => _freshness.IsStale;

    /// <summary>ONNX Runtime; compiled when it is first asked for.</summary>
    public OnnxSession Session => _session.Value;

    /// <summary>Whether rows of several callers may be predicted together: none has a part in what is predicted of another.</summary>
    /// <remarks>A host operator gives each row what follows from that row, but as wide as the widest row needs it, unless its width is
    /// known.</remarks>
    public bool KeepsRowsApart => States.Count == 0 && (_host?.HasFixedWidths(_graph.Inputs) ?? true)
        && ((_weights <= MiddleModel && _rows.Value is not null) || RowWise.IsOfAll(_graph));

    /// <summary>Whether the row engine predicts any number of rows, on the caller's thread, and the model is so small that predicting the
    /// rows of several callers together saves less than the callers' waiting costs.</summary>
    /// <param name="engine">The engine of the model.</param>
    public bool NeedsNoBatches(PredictEngine engine) =>
        States.Count == 0 && _host is null && _weights <= SmallModel && engine != PredictEngine.OnnxRuntime && _rows.Value is not null;

    /// <summary>Whether its first input is of the type and shape of another.</summary>
    public bool IsFor(Value input) => _inputs[0].Type == input.Type && _inputs[0].Shape.Equals(input.Shape);

    /// <summary>What runs so many rows; null for ONNX Runtime.</summary>
    /// <exception cref="NotSupportedException">The row engine was asked for, and does not know the graph.</exception>
    private RowProgram? RowsFor(int rows, PredictEngine engine) => engine switch
    {
        PredictEngine.OnnxRuntime => null,
        PredictEngine.Rows => _rows.Value ?? throw Throw.NotInTheRowEngine(_owner.ToString(), _notRows!),
        _ => _weights <= SmallModel || (rows <= Batch && _weights <= MiddleModel) ? _rows.Value : null,
    };

    /// <summary>What runs rows of so many numbers together, all of them float32; null for ONNX Runtime.</summary>
    /// <exception cref="NotSupportedException">The row engine was asked for, and does not know the graph.</exception>
    public RowProgram? FloatsFor(int numbers, PredictEngine engine)
    {
        // What it never gets is not compiled for it.
        if (!_isOneToOne || _host is not null || engine == PredictEngine.OnnxRuntime || (engine == PredictEngine.Auto && _weights > MiddleModel)) return null;
        if (_rows.Value is { TakesTensors: true }) return null;
        var width = _rows.Value?.Input.Length ?? numbers;
        return RowsFor(numbers / width, engine) is { Input.Type: DType.Float32, Output.Type: DType.Float32 } program ? program : null;
    }

    /// <summary>The row engine, whatever the number of rows; null where it does not know the graph.</summary>
    public RowProgram? Managed => _rows.Value;

    /// <summary>Refuses values that a layer cannot compute with.</summary>
    /// <param name="x">A tensor for each input, in order; null where the input may be left out.</param>
    /// <param name="engine">What is to run the checks.</param>
    /// <param name="before">What the caller gave before.</param>
    /// <exception cref="LayerException">There is one; the message has it and its place.</exception>
    public void RequireRight(IReadOnlyList<TensorData?> x, PredictEngine engine, RowsBefore before = default)
    {
        foreach (var check in _checks) check.Require(x, engine, before);
    }

    /// <summary>Whether layers can compute with rows of float32; false also where the row engine cannot tell.</summary>
    public bool Holds(ReadOnlySpan<float> rows)
    {
        foreach (var check in _checks)
            if (!check.Holds(rows)) return false;
        return true;
    }

    /// <summary>The row engine on the same tensors again and again, whose one row is another each time; null where it cannot run, or a
    /// check cannot.</summary>
    /// <param name="x">A tensor of one row for each input, in order, of its type.</param>
    /// <param name="engine">What is to run it.</param>
    /// <param name="checks">Whether values that a layer cannot compute with are refused.</param>
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

    // The program with its tensors in the order in which the graph reads them.
    private (RowProgram Program, TensorData[] Tensors)? BoundTo(IReadOnlyList<TensorData> x, PredictEngine engine)
    {
        if (_host is not null || RowsFor(1, engine) is not { } program) return null;
        return (program, [.. _graph.Inputs.Select(input => DataFor(input, x))]);
    }

    /// <summary>Every output, in order.</summary>
    /// <param name="x">A tensor for each input, in order; cast to its type. Null where the input may be left out.</param>
    /// <param name="engine">What is to run it.</param>
    public IReadOnlyList<TensorData> Run(IReadOnlyList<TensorData?> x, PredictEngine engine)
    {
        // A graph lists the inputs that it reads, in its own order.
        var read = Feeds(input => Casting.Cast(WithoutNulls(input.Name!, DataFor(input, x)), input.Type));
        if (RowsFor(x[0] is { Shape.Rank: > 0 } first ? (int)first.Shape[0].Size : 1, engine) is { } program) return [program.Run(read)];
        return _isRowWise.Value ? [Session.RunRows(read[0], RowsPerRun)] : Session.Run(read);
    }

    private TensorData WithoutNulls(string input, TensorData data)
    {
        NullTexts.Refuse(_owner, _inputs, input, data);
        return data;
    }

    private TensorData DataFor(Value input, IReadOnlyList<TensorData?> x)
    {
        if (!_places.TryGetValue(input.Name!, out var place)) throw Throw.Bug($"the graph reads {input.Name}, which is no input.");
        return place < _inputs.Count ? x[place] ?? throw Throw.InputIsRead(_owner.ToString(), input.Name!) : States[place - _inputs.Count].Value;
    }

    /// <summary>Keeps it from being freed until <see cref="Leave"/>; false where it was given up.</summary>
    public bool TryEnter() => _users.TryEnter();

    /// <summary>Ends a use.</summary>
    public void Leave() => _users.Leave();

    /// <summary>Gives it up: whoever uses it goes on, nobody else begins.</summary>
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
