namespace Layers;

/// <summary>A layer or model compiled for prediction: its graph with the weights as constants, in ONNX Runtime, until a weight changes.</summary>
internal sealed class Predictor : IDisposable
{
    // Rows that go through the layers together: their activations stay in the second-level cache, and a run's own cost is spread thin.
    // Measured with a 13-64-64-1 network: 256 to 4096 rows take about the same, all rows at once twice as long.
    private const int RowsPerRun = 1024;

    // A model below this many weights has one thread a run and several runs at a time; above, a single run keeps all cores busy.
    private const long LargeModel = 4_000_000;

    private readonly Lock _lock = new();
    private volatile Compiled? _compiled;

    /// <summary>What runs for inputs of a type; compiled once for each set of weights.</summary>
    /// <remarks>Whoever got a session before the weights changed goes on with the old weights, whole. The old session is left to the
    /// garbage collector, since nobody knows who still runs it.</remarks>
    public Compiled For(Layer layer, TensorType input, Func<Graph> graph)
    {
        var versions = Versions(layer);
        var compiled = _compiled;
        if (compiled is not null && compiled.Input == input && compiled.Versions == versions) return compiled;
        lock (_lock)
        {
            if (_compiled is { } other && other.Input == input && other.Versions == versions) return other;
            var isLarge = layer.Weights.Sum(weight => (long)weight.Value.Length) > LargeModel;
            var predicting = graph();
            var isRowWise = RowWise.Is(predicting);
            var session = new OnnxSession(predicting, new RuntimeOptions { Threads = isRowWise && !isLarge ? 1 : null });
            compiled = new Compiled(input, versions, session, isRowWise);
            _compiled = compiled;
            return compiled;
        }
    }

    public void Dispose() => _compiled?.Session.Dispose();

    /// <summary>The layer's graph with its weights as constants.</summary>
    public static Graph Freeze(Layer layer, IEnumerable<KeyValuePair<string, Value>> outputs) =>
        Graph.Of(outputs).Freeze(layer.Weights.ToDictionary(weight => weight.Symbol, weight => weight.Value)).FoldConstants().CancelTransposes().FoldConstants().RemoveDuplicates();

    private static long Versions(Layer layer)
    {
        long sum = 0;
        foreach (var weight in layer.Weights) sum += weight.Version;
        return sum;
    }

    /// <summary>A session, what it was compiled for, and whether rows may be run apart from each other.</summary>
    public sealed record Compiled(TensorType Input, long Versions, OnnxSession Session, bool IsRowWise)
    {
        /// <summary>The only output for the only input.</summary>
        public TensorData Run(TensorData x) => IsRowWise ? Session.RunRows(x, RowsPerRun) : Session.Run(x)[0];
    }
}
