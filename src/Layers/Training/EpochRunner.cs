namespace Layers;

/// <summary>Runs an <see cref="EpochGraph"/> over examples, batch by batch.</summary>
internal sealed class EpochRunner : IDisposable
{
    // Below this number of multiplications per step, a second thread costs more than it saves. Measured on two cores with a 13-64-64-1
    // network, where one thread was faster up to batches of 1024.
    private const long SmallWork = 8_000_000;

    // After this number of runs with one batch size, the graph is compiled for that size alone. The compilation takes a few milliseconds
    // and saves some microseconds in each run.
    private const int Often = 1000;

    // Batches from a source may have any number of rows. At most this number of batch sizes have buffers.
    private const int MostSizes = 8;

    // Moments of weights without gradients decay until they are subnormal, and then stay so. Some processors take several times as long for
    // an operation with such numbers, so they are set to zero before every 32nd step. The count is the optimizer's, so that training in
    // parts gives the same bits as training at once.
    private const int FlushEvery = 32;

    private readonly Dictionary<int, (StatefulBatch Batch, int Runs)> _batches = [];
    private readonly List<(int Feed, int Part)> _feeds = [];
    private readonly List<(int Feed, int Result)> _hostFeeds = [];
    private readonly Dictionary<Value, int> _parts = new(ReferenceEqualityComparer.Instance);
    private readonly int _keyFeed, _positionsFeed;
    private readonly TensorData?[] _scratch;

    /// <summary>Compiles the graph.</summary>
    /// <param name="graph">The graph of a step.</param>
    /// <param name="model">The model.</param>
    /// <param name="batchSize">The approximate number of rows in a step.</param>
    public EpochRunner(EpochGraph graph, ITrainable model, int batchSize)
    {
        Graph = graph;
        var work = model.Weights.Sum(weight => (long)weight.Value.Length) * batchSize;
        Session = new StatefulSession(graph.Graph, graph.Slots, graph.Initial, new RuntimeOptions { Threads = work < SmallWork ? 1 : null },
            graph.Views);
        // A loss that ignores its labels, or a model that ignores an input, has no feed for them.
        Value?[] values = [.. graph.X, .. graph.Y, .. graph.Weights];
        for (var part = 0; part < values.Length; part++)
        {
            if (values[part] is not { } value) continue;
            _parts[value] = part;
            if (Index(value) is >= 0 and var feed) _feeds.Add((feed, part));
        }
        if (graph.Host is { } host)
            for (var feed = 0; feed < Session.Feeds.Count; feed++)
                if (host.ResultOf(Session.Feeds[feed]) is >= 0 and var result) _hostFeeds.Add((feed, result));
        _keyFeed = Index(graph.Key);
        _positionsFeed = graph.RowPositions is { } positions ? Index(positions) : -1;
        _scratch = new TensorData?[Session.Feeds.Count];
    }

    public EpochGraph Graph { get; }

    public StatefulSession Session { get; }

    /// <summary>The number of steps in an epoch; 0 while it is not known.</summary>
    public int Steps { get; set; }

    /// <summary>The batches with buffers, one for each of the most frequent batch sizes.</summary>
    public IEnumerable<StatefulBatch> Batches => _batches.Values.Select(known => known.Batch);

    public SortedDictionary<string, double> Logs(string prefix = "") => Graph.Logs(Session, prefix);

    /// <summary>Runs one batch.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="key">The key of the random operators.</param>
    /// <returns>The outputs other than the state, in the order of the session's results. They are valid until the next run.</returns>
    public IReadOnlyList<TensorData> Run(ExampleBatch rows, long key)
    {
        var (examples, start, count, order) = rows;
        RequireRows(Graph, count);
        var made = Graph.Host?.Run(input => RowsOf(input, rows)) ?? [];
        var batch = BatchOf(examples, count, made);
        foreach (var (feed, result) in _hostFeeds) Casting.Convert(made[result], 0, batch.Feeds[feed], 0, made[result].Length);
        foreach (var (feed, part) in _feeds)
            RowCopy.Gather(examples.Parts[part]!, order is null ? [] : order.AsSpan(start, count), start, batch.Feeds[feed],
                ref _scratch[feed]);
        if (_keyFeed >= 0) batch.Feed<long>(_keyFeed)[0] = key;
        if (_positionsFeed >= 0) rows.CopyPositions(batch.Feed<long>(_positionsFeed));
        if (Graph.FlushesSubnormals && Session.Read<long>(Graph.Iteration!)[0] % FlushEvery == 0) Session.FlushSubnormals();
        batch.Run();
        return batch.Results;
    }

    /// <summary>Throws if the batch size of a model's input is fixed and the batch has another number of rows.</summary>
    public static void RequireRows(EpochGraph graph, int rows)
    {
        foreach (var x in graph.X)
            if (x.Shape[0].IsKnown && x.Shape[0] != rows) throw Throw.WrongBatch(x, rows);
    }

    /// <summary>Sets the weights of stateful layers to their states after the last batch.</summary>
    public void KeepStates() => WeightChanges.Set(Graph.MovingWeights.Zip(Graph.WeightViews, (state, view) => (state, view.Read(Session))));

    public void Dispose()
    {
        Session.Dispose();
        Graph.Host?.Dispose();
    }

    // Returns the rows of the batch in the type of an input of the host part.
    private TensorData RowsOf(Value input, ExampleBatch rows)
    {
        var (examples, start, count, order) = rows;
        if (ReferenceEquals(input, Graph.RowPositions))
        {
            var positions = new long[count];
            rows.CopyPositions(positions);
            return positions;
        }
        var part = examples.Parts[_parts[input]]!;
        var data = TensorData.Zeros(input.Type, part.Shape.With(0, count));
        TensorData? scratch = null;
        RowCopy.Gather(part, order is null ? [] : order.AsSpan(start, count), start, data, ref scratch);
        return data;
    }

    private StatefulBatch BatchOf(Examples examples, int count, TensorData[] made)
    {
        if (!_batches.TryGetValue(count, out var known))
        {
            if (_batches.Count == MostSizes) Forget(_batches.MinBy(pair => pair.Value.Runs).Key);
            known.Batch = Session.CreateBatch(Sizes());
        }
        else if (known.Runs == Often)
        {
            Forget(count);
            known.Batch = Session.CreateFixedBatch(Sizes());
        }
        _batches[count] = (known.Batch, known.Runs + 1);
        return known.Batch;

        Shape[] Sizes() => [.. Session.Feeds.Select((_, feed) => SizesFor(feed, examples, count, made))];
    }

    private void Forget(int count)
    {
        _batches.Remove(count, out var old);
        old.Batch.Dispose();
    }

    private int Index(Value feed)
    {
        for (var i = 0; i < Session.Feeds.Count; i++)
            if (ReferenceEquals(Session.Feeds[i], feed))
                return i;
        return -1;
    }

    private Shape SizesFor(int feed, Examples examples, int count, TensorData[] made) =>
        feed == _keyFeed ? Shape.Scalar
        : feed == _positionsFeed ? Shape.Create([count])
        : _hostFeeds.FindIndex(pair => pair.Feed == feed) is >= 0 and var host ? made[_hostFeeds[host].Result].Shape
        : examples.Parts[_feeds.Single(pair => pair.Feed == feed).Part]!.Shape.With(0, count);
}
