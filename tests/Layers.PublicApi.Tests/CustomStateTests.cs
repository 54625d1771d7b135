using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A custom layer with a custom state has the abilities of the numeric layers.</summary>
public sealed class CustomStateTests
{
    private static readonly long[,] s_first = { { 7 }, { 3 }, { 7 } }, s_second = { { 100 }, { 3 } };

    private string _file = "";

    [OneTimeSetUp]
    public void Register()
    {
        LayerRegistry.Register<RankOf>("stranger");
        AdaptStateRegistry.Register<ValueCounts>("stranger");
    }

    [SetUp]
    public void ChooseFile() => _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [Test]
    public void ArraysBatchesUpdatesAndMergedParts_GiveOneState()
    {
        var (whole, batches, updated, merged) = (new RankOf(), new RankOf(), new RankOf(), new RankOf());
        var report = whole.Adapt(new long[,] { { 7 }, { 3 }, { 7 }, { 100 }, { 3 } });
        batches.Adapt([(TensorData)s_first, s_second]);
        updated.Adapt(s_first);
        var before = updated.State!;
        updated.Update(s_second);
        merged.Adapt(AdaptState.Merge([merged.Observe(s_second), merged.Observe(s_first)]));

        Assert.That(report.ToString(), Is.EqualTo("5 rows, 3 values"));
        Assert.That(report.Features, Is.Empty);
        foreach (var layer in new[] { whole, batches, updated, merged })
        {
            Assert.That(layer.State!.Counts, Is.EqualTo(new Dictionary<long, long> { [3] = 2, [7] = 2, [100] = 1 }));
            Assert.That(layer.Report!.Rows, Is.EqualTo(5));
            using var model = new Sequential { new Input(1, DType.Int64), layer };
            Assert.That(model.Predict(new long[,] { { 3 }, { 7 }, { 100 } }).ToArray<float>(), Is.EqualTo(new float[] { 0, 1, 2 }));
        }
        Assert.That(before.Counts, Is.EqualTo(new Dictionary<long, long> { [3] = 1, [7] = 2 }), "A state that was handed out has changed.");
        Assert.That(batches.State!.FirstRows, Is.EqualTo(new[] { 0, 3 }));
    }

    [Test]
    public void ALayerThatGivesBackItsInput_AdaptsWithAModel()
    {
        var (counting, normalization) = (new Passing(), new Normalization());
        using var model = new Sequential { new Input(1, DType.Int64), counting, normalization };
        var report = model.Adapt(s_first);
        Assert.That(report.Passes, Is.EqualTo(2));
        Assert.That(counting.State!.Counts, Has.Count.EqualTo(2));
        Assert.That(normalization.Report!.Features[0].Mean, Is.EqualTo(17 / 3.0).Within(1e-12));
    }

    [Test]
    public void AModelAndAStateFile_BringItBack()
    {
        var layer = new RankOf();
        layer.Adapt(s_first, featureNames: ["age"]);
        using var model = new Sequential { new Input(1, DType.Int64), layer };
        model.Save(_file + ".keras");
        using var loaded = Model.Load(_file + ".keras");
        File.Delete(_file + ".keras");
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        var again = (RankOf)loaded.Layers[0];
        Assert.That(again.State!.Counts, Is.EqualTo(layer.State!.Counts));
        Assert.That(again.State.FeatureNames, Is.EqualTo(new[] { "age" }));
        Assert.That(loaded.Predict(s_first).ToArray<float>(), Is.EqualTo(new float[] { 1, 0, 1 }));
        again.Update(s_second);
        Assert.That(loaded.Predict(s_second).ToArray<float>(), Is.EqualTo(new float[] { 2, 0 }));

        layer.State.Save(_file);
        var state = AdaptState.Load(_file);
        Assert.That(((ValueCounts)state).Counts, Is.EqualTo(layer.State.Counts));
        Assert.That(state.FeatureNames, Is.EqualTo(new[] { "age" }));
        File.WriteAllText(_file, File.ReadAllText(_file).Replace("stranger>ValueCounts", "stranger>Other", StringComparison.Ordinal)
            .Replace("stranger\\u003EValueCounts", "stranger>Other", StringComparison.Ordinal));
        Assert.That(() => AdaptState.Load(_file),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'stranger>Other', which is not registered"));
    }

    [Test]
    public void AModel_AdaptsIt_AndChecksRowsByItsOwnFindings()
    {
        using var model = new Sequential { new Input(1, DType.Int64), new RankOf(name: "rank"), new Normalization() };
        Assert.That(model.Adapt(s_first).Layers.Select(layer => layer.Key), Is.EqualTo(new[] { "rank", "normalization" }));
        var check = model.Check(new long[,] { { 3 }, { 4 } });
        Assert.That((check.Features[0].Layer, check.Features[0].Verdict, check.Features[0].Reason),
            Is.EqualTo(("rank", SkewVerdict.Different, "never seen: 4")));
        Assert.That(check.Features.Select(feature => feature.Layer), Is.EqualTo(new[] { "rank", "normalization" }));
    }

    [Test]
    public void ASource_ComputesTheStateItself_OrIsRead()
    {
        var layer = new Counting();
        layer.Adapt(new Column(s_first) { Answer = request => request is CountRequest ? layer.Observe(s_second) : null });
        Assert.That(layer.State!.Counts.Keys, Is.EqualTo(new long[] { 3, 100 }), "The source was not asked.");
        layer.Adapt(new Column(s_first));
        Assert.That(layer.State!.Counts.Keys, Is.EqualTo(new long[] { 3, 7 }));
        Assert.That(layer.State.FeatureNames, Is.EqualTo(new[] { "age" }));

        using var model = new Sequential { new Input(1, DType.Int64), layer };
        model.Adapt(new Column(s_first) { Answer = request => request is CountRequest ? layer.Observe(s_second) : null });
        Assert.That(layer.State.Counts.Keys, Is.EqualTo(new long[] { 3, 100 }));
        Assert.That(() => new RankOf().Adapt(new Column(s_first) { Answer = _ => throw new InvalidOperationException("asked") }),
            Throws.Nothing, "It asks for nothing.");
    }

    [Test]
    public void AStateThatDoesNotFit_IsRefused_AndTheLayerIsUnchanged()
    {
        var layer = new RankOf(most: 2, name: "rank");
        layer.Adapt(s_first);
        var before = layer.State;
        var numbers = new Normalization();
        numbers.Adapt(new float[,] { { 1 }, { 2 } });
        Refuses(() => layer.Adapt(numbers.State!), "rank (RankOf)", "ValueCounts", "NumericState");
        Refuses(() => numbers.Adapt(before!), "NumericState", "ValueCounts");
        Refuses(() => before!.Merge(numbers.State!), "ValueCounts", "NumericState");
        Refuses(() => layer.Update(s_second), "up to 2 values");
        Refuses(() => layer.Adapt(new RankOf().Observe(new long[,] { { 1 }, { 2 }, { 3 } })), "up to 2 values");
        Refuses(() => layer.Update([(TensorData)s_first, new long[,] { { 5 }, { -1 } }]), "-1 in row 4");
        Refuses(() => layer.Adapt(new long[,] { { 1, 2 } }), "[");
        Refuses(() => layer.Adapt(s_first, labels: new float[] { 1, 2, 3 }), "does not learn from labels");
        Refuses(() => layer.Adapt(s_first, rowWeights: new float[] { 1, 2, 3 }), "row weights");
        Assert.That(layer.State, Is.SameAs(before));
        Assert.That(layer.Weights[0].Value.ToArray<float>(), Is.EqualTo(new float[] { 3, 7 }));
    }

    private static void Refuses(Action act, params string[] parts)
    {
        var fault = Assert.Catch<ArgumentException>(() => act())!;
        foreach (var part in parts) Assert.That(fault.Message, Does.Contain(part));
    }

    private sealed record CountRequest : SummaryRequest;

    /// <summary>A layer that asks a source for its state.</summary>
    private sealed class Counting() : AdaptiveLayer<ValueCounts>("counting")
    {
        protected override SummaryRequest Summary => new CountRequest();

        protected override Value Call(Value x) => Ops.Cast(x, DType.Float32);

        protected override ValueCounts CreateState(Shape batch) => new();

        protected override void Learn(ValueCounts state)
        {
        }
    }

    private sealed class Passing() : AdaptiveLayer<ValueCounts>("passing")
    {
        protected override Value Call(Value x) => x;

        protected override ValueCounts CreateState(Shape batch) => new();

        protected override void Learn(ValueCounts state)
        {
        }
    }

    private sealed class Column(long[,] rows) : RowSource
    {
        public Func<SummaryRequest, AdaptState?> Answer { get; init; } = _ => null;

        public override string Description => "a column";

        public override IReadOnlyList<string> Columns => ["age"];

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) => [rows];

        public override AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default) => Answer(request);
    }
}
