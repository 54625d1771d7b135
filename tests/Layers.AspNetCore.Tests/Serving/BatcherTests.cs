namespace Layers.AspNetCore.Tests;

/// <summary>Tests of batches: which requests run together, which run alone, and which fail.</summary>
internal sealed class BatcherTests
{
    private readonly List<int> _batches = [];
    private readonly ManualResetEventSlim _first = new(), _go = new();
    private PredictionShape _shape = null!;
    private Model _model = null!;

    [SetUp]
    public void Make()
    {
        _model = new Sequential(seed: 1) { new Input(1), new Dense(1) };
        _shape = PredictionShape.Of(_model);
        _batches.Clear();
        _first.Reset();
        _go.Reset();
    }

    [TearDown]
    public void Free() => _model.Dispose();

    [Test]
    public async Task RequestsThatArriveMeanwhile_AreTheNextBatch()
    {
        var batcher = Of();
        var first = Task.Run(() => batcher.RunAsync(Rows(1), 1, default));
        _first.Wait();
        var others = Enumerable.Range(2, 5).Select(i => batcher.RunAsync(Rows(i, i), 2, default)).ToArray();
        _go.Set();
        await Task.WhenAll([first, .. others]);
        Assert.That(_batches, Is.EqualTo(new[] { 1, 10 }));
        for (var i = 0; i < others.Length; i++)
            Assert.That((await others[i]).Predictions.Select(prediction => prediction.Value),
                Is.EqualTo(new[] { (i + 2) * 10f, (i + 2) * 10f }));
    }

    [Test]
    public async Task ABatch_HasAtMostMaxBatchRows()
    {
        var batcher = Of(new ServedModelOptions { MaxBatchRows = 4 });
        var first = Task.Run(() => batcher.RunAsync(Rows(1), 1, default));
        _first.Wait();
        var others = Enumerable.Range(0, 5).Select(i => batcher.RunAsync(Rows(i, i), 2, default)).ToArray();
        _go.Set();
        await Task.WhenAll([first, .. others]);
        Assert.That(_batches, Is.EqualTo(new[] { 1, 4, 4, 2 }));
    }

    [Test]
    public async Task ARequestOfManyRows_IsSplit()
    {
        _go.Set();
        var part = await Of(new ServedModelOptions { MaxBatchRows = 2 }).RunAsync(Rows(1, 2, 3, 4, 5), 5, default);
        Assert.That(part.Predictions.Select(prediction => prediction.Value), Is.EqualTo(new[] { 10f, 20, 30, 40, 50 }));
        Assert.That(_batches, Is.EqualTo(new[] { 2, 2, 1 }));
    }

    [Test]
    public async Task RequestsThatMayNotBeJoined_RunAlone()
    {
        var batcher = Of(joins: false);
        var first = Task.Run(() => batcher.RunAsync(Rows(1), 1, default));
        _first.Wait();
        var others = Enumerable.Range(0, 3).Select(i => batcher.RunAsync(Rows(i, i), 2, default)).ToArray();
        _go.Set();
        await Task.WhenAll([first, .. others]);
        Assert.That(_batches, Is.EqualTo(new[] { 1, 2, 2, 2 }));
    }

    [Test]
    public async Task OneBadRequest_FailsAlone()
    {
        var batcher = Of();
        var first = Task.Run(() => batcher.RunAsync(Rows(1), 1, default));
        _first.Wait();
        var good = batcher.RunAsync(Rows(7), 1, default);
        var bad = batcher.RunAsync(Rows(-1), 1, default);
        var alsoGood = batcher.RunAsync(Rows(8), 1, default);
        _go.Set();
        await first;
        Assert.That((await good).Predictions[0].Value, Is.EqualTo(70));
        Assert.That((await alsoGood).Predictions[0].Value, Is.EqualTo(80));
        Assert.That(async () => await bad, Throws.TypeOf<LayerException>());
    }

    [Test]
    public async Task ACancelledRequest_LeavesTheBatch()
    {
        var batcher = Of();
        using var stop = new CancellationTokenSource();
        var first = Task.Run(() => batcher.RunAsync(Rows(1), 1, default));
        _first.Wait();
        var given = batcher.RunAsync(Rows(2, 2), 2, stop.Token);
        var other = batcher.RunAsync(Rows(3), 1, default);
        await stop.CancelAsync();
        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());
        _go.Set();
        await Task.WhenAll(first, other);
        Assert.That(_batches, Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public async Task TooManyWaitingRows_AreRefused()
    {
        var batcher = Of(new ServedModelOptions { MaxWaitingRows = 3 });
        var first = Task.Run(() => batcher.RunAsync(Rows(1), 1, default));
        _first.Wait();
        var waiting = batcher.RunAsync(Rows(2, 2), 2, default);
        Assert.That(async () =>
            await batcher.RunAsync(Rows(3, 3), 2, default),
                Throws.TypeOf<ModelUnavailableException>().With.Message.Contains("at most 3 rows may wait"));
        var fits = batcher.RunAsync(Rows(4), 1, default);
        _go.Set();
        await Task.WhenAll(first, waiting, fits);
        Assert.That(_batches, Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public async Task WindowsOfAnotherLength_AreInAnotherBatch()
    {
        var batcher = Of();
        var first = Task.Run(() => batcher.RunAsync(Rows(1), 1, default));
        _first.Wait();
        var one = batcher.RunAsync(Rows(2), 1, default);
        var wide = batcher.RunAsync([TensorData.Of([3f, 4f], [1, 2])], 1, default);
        var other = batcher.RunAsync(Rows(5), 1, default);
        _go.Set();
        await Task.WhenAll(first, one, wide, other);
        Assert.That(_batches, Is.EqualTo(new[] { 1, 1, 1, 1 }));
        Assert.That((await other).Predictions[0].Value, Is.EqualTo(50));
    }

    [Test]
    public async Task RequestsThatDoNotWait_RunAtOnce()
    {
        using var both = new Barrier(2);
        var met = true;
        var options = new ServedModelOptions { MaxConcurrentBatches = 1, MaxWaitingRows = 1 };
        var batcher = new Batcher("key", options, Meet, _shape, joins: true, waits: false);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Factory.StartNew(
            () => batcher.RunAsync(Rows(i, i), 2, default), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
        Assert.That(met, Is.True);

        IReadOnlyList<TensorData> Meet(TensorData[] inputs)
        {
            if (!both.SignalAndWait(TimeSpan.FromSeconds(30))) met = false;
            return inputs;
        }
    }

    private static TensorData[] Rows(params float[] values) => [TensorData.Of(values, [values.Length, 1])];

    // Returns each value times ten. The first batch waits, and a negative value is refused.
    private Batcher Of(ServedModelOptions? options = null, bool joins = true)
    {
        options ??= new ServedModelOptions();
        options.MaxConcurrentBatches = 1;
        return new Batcher("key", options, Run, _shape, joins, waits: true);

        IReadOnlyList<TensorData> Run(TensorData[] inputs)
        {
            var rows = (int)inputs[0].Shape[0].Size;
            var values = inputs[0].ToArray<float>();
            if (values.Any(value => value < 0)) throw new LayerException("dense", "a negative value");
            lock (_batches) _batches.Add(rows);
            _first.Set();
            _go.Wait();
            return [TensorData.Of(values.Take(rows).Select(value => value * 10).ToArray(), [rows, 1])];
        }
    }
}
