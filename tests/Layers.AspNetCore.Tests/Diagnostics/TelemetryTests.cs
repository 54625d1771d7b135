using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests of metrics and traces.</summary>
[NonParallelizable]
internal sealed class TelemetryTests : FolderTests
{
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measured = new();
    private readonly ConcurrentQueue<Activity> _spans = new();
    private MeterListener _meters = null!;
    private ActivityListener _listener = null!;
    private string _key = null!;

    [SetUp]
    public void Listen()
    {
        _key = $"telemetry-{TestContext.CurrentContext.Test.ID}";
        _meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ServingTelemetry.MeterName) listener.EnableMeasurementEvents(instrument);
            },
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ServingTelemetry.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [TearDown]
    public void Free()
    {
        _meters.Dispose();
        _listener.Dispose();
    }

    [Test]
    public async Task RequestsRowsAndSwaps_AreCounted_AndFailuresByKind()
    {
        var path = Folder[$"{_key}.keras"];
        Files.SaveConstant(path, 1);
        await using var web = await Web.StartAsync(app => app.MapModel($"/{_key}", path));
        await web.PostAsync($"/{_key}", """[{"x": 1}, {"x": 2}]""");
        await web.PostAsync($"/{_key}", """{"y": 1}""");
        await web.PostAsync($"/{_key}", "x", "text/plain");
        Files.SaveConstant(path, 2);
        await ModelCatalog.Of(web.Services).Get(path).ReloadAsync();
        File.WriteAllText(path, "garbage");
        Assert.That(async () => await ModelCatalog.Of(web.Services).Get(path).ReloadAsync(), Throws.Exception);
        Assert.Multiple(() =>
        {
            Assert.That(Of("layers.serving.rows"), Is.EqualTo(new[] { 2.0 }));
            Assert.That(Of("layers.serving.batch.rows"), Does.Contain(2.0));
            Assert.That(Of("layers.serving.loads"), Has.Length.EqualTo(2));
            Assert.That(Of("layers.serving.swaps"), Is.EqualTo(new[] { 1.0 }));
            Assert.That(Of("layers.serving.load.failures"), Is.Not.Empty);
            Assert.That(Kinds("layers.serving.failures"), Is.EqualTo(new[] { "record", "content_type" }));
            Assert.That(Of("layers.serving.request.duration"), Has.Length.EqualTo(3).And.All.InRange(0, 60));
        });
        Assert.That(_spans.Where(span => span.OperationName == $"predict {_key}").Select(span => span.Status),
            Is.EqualTo(new[] { ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Error }));
        var first = _spans.First(span => span.OperationName == $"predict {_key}");
        Assert.That((first.GetTagItem("layers.serving.rows"), first.GetTagItem("layers.serving.protocol")),
            Is.EqualTo(((object?)2, (object?)"records")));
        Assert.That(_spans.Count(span => span.OperationName == $"load {_key}"), Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task AFailureOfAnyKindInCode_IsCounted()
    {
        var path = Folder[$"{_key}.keras"];
        using var served = new ServedModel(path, new ServedModelOptions { MaxRows = 1 });
        Assert.That(async () => await served.PredictJsonAsync("{}"u8.ToArray()), Throws.TypeOf<ModelUnavailableException>());
        Files.SavePenguins(path);
        Penguin[] birds = [new("Dream", null, 1), new("Dream", null, 1)];
        Assert.That(async () => await served.PredictAsync(birds), Throws.TypeOf<TooManyRowsException>());
        Assert.That(async () => await served.PredictAsync(new Penguin("Atlantis", null, 1)), Throws.TypeOf<LayerException>());
        Assert.That(Kinds("layers.serving.failures"), Is.EqualTo(new[] { "unavailable", "too_many_rows", "value" }));
    }

    [Test]
    public void ARefusalOfTheWebServer_IsOfTheKindRequest()
    {
        Assert.That(FailureKind.OfRequest(new BadHttpRequestException("too long", StatusCodes.Status413PayloadTooLarge)),
            Is.EqualTo("body_too_large"));
        Assert.That(FailureKind.OfRequest(new BadHttpRequestException("cut off")), Is.EqualTo("request"));
    }

    [Test]
    public async Task RowsThatDifferFromTraining_AreReported()
    {
        var path = Folder[$"{_key}.keras"];
        var rows = Enumerable.Range(0, 1000).Select(i => i / 10.0).ToArray();
        var space = new FeatureSpace { { "x", new Normalization() } };
        space.Adapt(Table.Of(Column.Number("x", rows)));
        using (var model = new Sequential(seed: 1) { space, new Dense(1) }) model.Save(path);
        var journal = new Journal();
        using var served = new ServedModel(path, new ServedModelOptions { SkewSample = 0.5, SkewRows = 100 }, journal);
        var told = new TaskCompletionSource<SkewReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        served.SkewReported += (_, report) => told.TrySetResult(report);
        // Every second request is sampled: two of four requests with 50 rows are 100 rows.
        for (var request = 0; request < 4; request++)
            await served.PredictJsonArrayAsync(
                Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"x": {{i * 16}}}"""))}]"));
        var report = await told.Task;
        Assert.That((report.Rows, report.Verdict), Is.EqualTo((100L, SkewVerdict.Different)));
        Assert.That(Of("layers.serving.skew.features"), Is.EqualTo(new[] { 1.0 }));
        Assert.That(journal.Lines.Select(line => line.Text), Has.Some.Contains("do not look like training").And.Some.Contains("'x'"));
    }

    [TestCase(0.1, 1000, 100)]
    [TestCase(1, 10, 10)]
    [TestCase(0.25, 10, 2)]
    public void TheSample_HasItsShareOfTheRequests(double share, int requests, int expected) =>
        Assert.That(Enumerable.Range(1, requests).Count(request => SkewSampler.IsInSample(request, share)), Is.EqualTo(expected));

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary()));

    private double[] Of(string name) => [.. Mine(name).Select(each => each.Value)];

    private string?[] Kinds(string name) => [.. Mine(name).Select(each => (string?)each.Tags["error.type"])];

    private IEnumerable<(string Name, double Value, Dictionary<string, object?> Tags)> Mine(string name) =>
        _measured.Where(each => each.Name == name && (string?)each.Tags["layers.model.name"] == _key);
}
