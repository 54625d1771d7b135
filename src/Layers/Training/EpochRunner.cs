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
    private readonly List<(int Feed, TensorData Source)> _feeds = [];
    private readonly int _keyFeed;

    public EpochRunner(EpochGraph graph, ITrainable model, Examples examples, int batchSize)
    {
        Graph = graph;
        _examples = examples;
        _batchSize = batchSize;
        var work = model.Weights.Sum(weight => (long)weight.Value.Length) * batchSize;
        Session = new FeedbackSession(graph.Graph, graph.Slots, graph.Initial, new RuntimeOptions { Threads = work < SmallWork ? 1 : null });
        // A loss may not look at its labels, nor a model at its input: then there is no such feed.
        IEnumerable<Value?> values = [.. graph.X, .. graph.Y, .. graph.Weights];
        foreach (var (value, data) in values.Zip([.. examples.X, .. examples.Y, .. examples.Weights]))
            if (value is not null && Index(value) is >= 0 and var feed) _feeds.Add((feed, data!));
        _keyFeed = Index(graph.Key);
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
        if (!_batches.TryGetValue(count, out var batch)) _batches[count] = batch = Session.CreateBatch([.. Session.Feeds.Select((_, feed) => SizesFor(feed, count))]);
        foreach (var (feed, source) in _feeds) Fill(batch, feed, source, start, count, order);
        if (_keyFeed >= 0) batch.Feed<long>(_keyFeed)[0] = key;
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

    private Shape SizesFor(int feed, int count) =>
        feed == _keyFeed ? Shape.Scalar : _feeds.Single(pair => pair.Feed == feed).Source.Shape.With(0, count);

    private static void Fill(FeedbackBatch batch, int feed, TensorData source, int start, int count, int[]? order)
    {
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
