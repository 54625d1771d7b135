namespace Layers;

/// <summary>Runs an <see cref="EpochGraph"/> over examples, batch by batch.</summary>
internal sealed class EpochRunner : IDisposable
{
    // Below this many multiplications a step, handing work to a second thread costs more than it saves: measured on two cores
    // with a 13-64-64-1 network, where one thread won up to batches of 1024.
    private const long SmallWork = 8_000_000;

    private readonly Dictionary<int, FeedbackBatch> _batches = [];
    private readonly Examples _examples;
    private readonly int _batchSize;
    private readonly (int X, int Y, int Weights, int Key) _feeds;

    public EpochRunner(EpochGraph graph, ITrainable model, Examples examples, int batchSize)
    {
        Graph = graph;
        _examples = examples;
        _batchSize = batchSize;
        var work = model.Weights.Sum(weight => (long)weight.Value.Length) * batchSize;
        Session = new FeedbackSession(graph.Graph, graph.Slots, graph.Initial, new RuntimeOptions { Threads = work < SmallWork ? 1 : null });
        _feeds = (Index(graph.X), Index(graph.Y), graph.Weights is null ? -1 : Index(graph.Weights), Index(graph.Key));
    }

    public EpochGraph Graph { get; }

    public FeedbackSession Session { get; }

    public int Rows => _examples.Rows;

    public int Steps => (_examples.Rows + _batchSize - 1) / _batchSize;

    public SortedDictionary<string, double> Logs(string prefix = "") => Graph.Logs(Session, prefix);

    /// <summary>Runs one batch.</summary>
    /// <param name="step">Which one, from 0; the last may be smaller.</param>
    /// <param name="order">The order of the rows; null for their own.</param>
    /// <param name="key">What random operators draw from.</param>
    public void Run(int step, int[]? order, long key)
    {
        var start = step * _batchSize;
        var count = Math.Min(_batchSize, _examples.Rows - start);
        if (!_batches.TryGetValue(count, out var batch)) _batches[count] = batch = Session.CreateBatch([.. Session.Feeds.Select(feed => SizesFor(feed, count))]);
        Fill(batch, _feeds.X, _examples.X, start, count, order);
        Fill(batch, _feeds.Y, _examples.Y, start, count, order);
        if (_feeds.Weights >= 0) Fill(batch, _feeds.Weights, _examples.Weights!, start, count, order);
        if (_feeds.Key >= 0) batch.Feed<long>(_feeds.Key)[0] = key;
        batch.Run();
    }

    public void Dispose() => Session.Dispose();

    private int Index(Value feed)
    {
        for (var i = 0; i < Session.Feeds.Count; i++)
            if (ReferenceEquals(Session.Feeds[i], feed))
                return i;
        return -1;
    }

    private Shape SizesFor(Value feed, int count) =>
        ReferenceEquals(feed, Graph.X) ? _examples.X.Shape.With(0, count)
        : ReferenceEquals(feed, Graph.Y) ? _examples.Y.Shape.With(0, count)
        : ReferenceEquals(feed, Graph.Weights) ? [count]
        : Shape.Scalar;

    private static void Fill(FeedbackBatch batch, int feed, TensorData source, int start, int count, int[]? order)
    {
        // A loss may not look at its labels, nor a model at its input.
        if (feed < 0) return;
        var target = batch.Feeds[feed];
        var width = source.Length / (int)source.Shape[0].Size;
        if (order is null)
        {
            Casting.Convert(source, start * width, target, 0, count * width);
            return;
        }
        for (var row = 0; row < count; row++) Casting.Convert(source, order[start + row] * width, target, row * width, width);
    }
}
