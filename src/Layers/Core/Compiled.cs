namespace Layers;

/// <summary>A prediction graph with its weights as constants, and the engines that run it; each is made when it is first needed.</summary>
internal sealed class Compiled : IDisposable
{
    // Rows that go through ONNX Runtime together: their activations stay in the second-level cache, and a run's own cost is spread thin.
    // Measured with a 13-64-64-1 network: 256 to 4096 rows take about the same, all rows at once twice as long.
    private const int RowsPerRun = 1024;

    // A model below this many weights has one thread a run and several runs at a time; above, a single run keeps all cores busy.
    private const long LargeModel = 4_000_000;

    // Weights that stay in a core's second-level cache: there the row engine is the faster one for any number of rows.
    private const long CachedModel = 131_072;

    // Of a larger model, so many rows are done before ONNX Runtime's cutting of matrices into blocks pays.
    private const int FewRows = 64;

    private readonly Graph _graph;
    private readonly Freshness _freshness;
    private readonly long _weights;
    private readonly string _owner;
    private readonly Lazy<(RowProgram? Program, string? Reason)> _rows;
    private readonly Lazy<OnnxSession> _session;
    private readonly Lazy<bool> _isRowWise;

    public Compiled(Layer layer, TensorType input, Graph graph, Freshness freshness)
    {
        Input = input;
        _graph = graph;
        _freshness = freshness;
        _owner = layer.ToString();
        _weights = layer.Weights.Sum(weight => (long)weight.Value.Length);
        _rows = new(() => (RowCompiler.Compile(graph, out var reason), reason));
        _isRowWise = new(() => RowWise.Is(graph));
        _session = new(CreateSession);
    }

    public TensorType Input { get; }

    /// <summary>Whether a weight has another value by now.</summary>
    public bool IsStale => _freshness.IsStale;

    /// <summary>Elements of one row of the input; null where the row engine does not know the graph.</summary>
    public int? RowWidth => _weights <= LargeModel || _rows.IsValueCreated ? _rows.Value.Program?.Input.Length : null;

    public OnnxSession Session => _session.Value;

    /// <summary>What runs so many rows; null for ONNX Runtime.</summary>
    /// <exception cref="NotSupportedException">The row engine was asked for, and does not know the graph.</exception>
    public RowProgram? RowsFor(int rows, PredictEngine engine) => engine switch
    {
        PredictEngine.OnnxRuntime => null,
        PredictEngine.Rows => _rows.Value.Program ?? throw Throw.NotInTheRowEngine(_owner, _rows.Value.Reason!),
        _ => _weights <= CachedModel || (rows <= FewRows && _weights <= LargeModel) ? _rows.Value.Program : null,
    };

    /// <summary>The only output for the only input.</summary>
    public TensorData Run(TensorData x, PredictEngine engine)
    {
        if (x.Shape.Rank > 0 && RowsFor((int)x.Shape[0].Size, engine) is { } program) return program.Run(x);
        return _isRowWise.Value ? Session.RunRows(x, RowsPerRun) : Session.Run(x)[0];
    }

    public void Dispose()
    {
        _freshness.Expire();
        if (_session.IsValueCreated) Session.Dispose();
    }

    private OnnxSession CreateSession() =>
        new(_graph, new RuntimeOptions { Threads = _isRowWise.Value && _weights <= LargeModel ? 1 : null });
}
