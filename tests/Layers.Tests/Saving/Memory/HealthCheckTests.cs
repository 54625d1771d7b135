using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>A row in the file is predicted again and compared.</summary>
public sealed class HealthCheckTests
{
    private TempFolder _folder = null!;
    private string _path = null!;

    private static IEnumerable<TestCaseData> Rows()
    {
        var record = new Dictionary<string, object?> { ["Island"] = null, ["Body Mass (g)"] = null, ["Year"] = 2008 };
        yield return Case("record", MemoryModels.Species, HealthRow.Of(record));
        yield return Case("json", MemoryModels.Species, HealthRow.OfJson(MemoryModels.Json));
        yield return Case("type", MemoryModels.Species, HealthRow.Of(new Bird("Biscoe", 4000, 2009)));
        yield return Case("inputs", MemoryModels.TwoOutputs,
            HealthRow.Of(new Dictionary<string, TensorData>
            {
                ["Island"] = (string[])["Dream"],
                ["Body Mass (g)"] = new float[,] { { 3500 } },
                ["Year"] = (float[])[2008]
            }));
        yield return Case("matrix", MemoryModels.Matrix, HealthRow.Of(new float[,] { { 1.1f, -0f } }));
        yield return Case("vector", MemoryModels.Matrix, HealthRow.Of((double[])[1.1, float.MaxValue]));
        yield return Case("words", Words, HealthRow.Of((string[])["b", "a", "c"]));
        yield return Case("wide", Wide, HealthRow.Of((long[])[long.MaxValue, long.MinValue]));

        static TestCaseData Case(string name, Func<Model> make, HealthRow row) => new TestCaseData(make, row).SetArgDisplayNames(name);
    }

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TempFolder();
        _path = _folder.At("model.keras");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCaseSource(nameof(Rows))]
    public void ALoadedModel_PredictsTheKeptRowAgain(Func<Model> make, HealthRow row)
    {
        using (var model = make()) model.Save(_path, new SaveOptions { HealthRow = row });
        using var loaded = Model.Load(_path);
        Assert.That(loaded.LoadReport.Lines(), Is.Empty);
        var report = loaded.HealthCheck()!;
        Assert.Multiple(() =>
        {
            Assert.That(report.IsHealthy, report.ToString());
            Assert.That(report.LargestDifference, Is.LessThan(HealthReport.Tolerance));
            Assert.That((report.DifferenceCount, report.Differences),
                Is.EqualTo((0, (IReadOnlyList<string>)[])).Using<IReadOnlyList<string>>((a, b) => a.SequenceEqual(b)));
            Assert.That(report.ToString(), Does.StartWith("Healthy"));
            Assert.That(loaded.KeptRow!.Inputs.Select(input => input.Type), Is.EqualTo(loaded.Inputs.Select(input => input.Type)));
        });
    }

    [Test]
    public void NoRow_IsKeptThatWasNotAskedFor()
    {
        using var model = MemoryModels.Species();
        model.Save(_path);
        using var loaded = Model.Load(_path);
        Assert.That((loaded.HealthCheck(), HealthRow.KeptBy(loaded)), Is.EqualTo(((HealthReport?)null, (HealthRow?)null)));
        Assert.That(EditedArchive.Text(_path, "layers.json"), Does.Not.Contain("health_row"));
    }

    [Test]
    public void ALoadedModel_PassesItsRowOn_WhereItIsAskedTo()
    {
        using (var model = MemoryModels.Species()) model.Save(_path, new SaveOptions { HealthRow = HealthRow.OfJson(MemoryModels.Json) });
        using var loaded = Model.Load(_path);
        loaded.Save(_folder.At("without.keras"));
        loaded.Save(_folder.At("with"), new SaveOptions { Zipped = false, HealthRow = HealthRow.KeptBy(loaded) });
        using var without = Model.Load(_folder.At("without.keras"));
        using var with = Model.Load(_folder.At("with"));
        Assert.That((without.HealthCheck() is null, with.HealthCheck()!.IsHealthy), Is.EqualTo((true, true)));
    }

    [Test]
    public void WeightsThatMoved_AreFound()
    {
        using (var model = MemoryModels.Species()) model.Save(_path, new SaveOptions { HealthRow = HealthRow.OfJson(MemoryModels.Json) });
        using var loaded = Model.Load(_path);
        loaded.Fit(MemoryModels.Birds, "Species");
        var report = loaded.HealthCheck()!;
        Assert.Multiple(() =>
        {
            Assert.That(report.IsHealthy, Is.False);
            Assert.That(report.LargestDifference, Is.GreaterThan(1e-5).And.LessThan(1));
            Assert.That(report.Differences,
                Has.Count.EqualTo(report.DifferenceCount).And.ItemAt(0).Contains("Element 0").And.ItemAt(0).Contains("output dense"));
            Assert.That(report.ToString(), Does.StartWith("Not healthy").And.Contain(report.Differences[0]));
        });
    }

    [TestCase(2e-5, false)]
    [TestCase(5e-6, true)]
    public void Numbers_AreComparedRelativeToTheLargest(double by, bool isHealthy)
    {
        float[] then = [1000, 1e-3f, float.NaN, float.PositiveInfinity, 0];
        float[] now = [1000, 1e-3f + (float)(1000 * by), float.NaN, float.PositiveInfinity, 0];
        var report = HealthReport.Of(["y"], [then], [now]);
        Assert.That((report.IsHealthy, report.DifferenceCount), Is.EqualTo((isHealthy, isHealthy ? 0 : 1)));
        Assert.That(report.LargestDifference, Is.EqualTo(by).Within(1e-7));
    }

    [Test]
    public void NaN_StaysNaN()
    {
        Assert.Multiple(() =>
        {
            Assert.That(HealthReport.Of(["y"], [(float[])[1, 2]], [(float[])[1, float.NaN]]).LargestDifference, Is.NaN);
            Assert.That(HealthReport.Of(["y"], [(float[])[1, 2]], [(float[])[1, float.NaN]]).IsHealthy, Is.False);
            Assert.That(HealthReport.Of(["y"], [(float[])[float.NaN, 2]], [(float[])[1, 2]]).IsHealthy, Is.False);
            Assert.That(HealthReport.Of(["y"], [(float[])[float.PositiveInfinity]], [(float[])[float.NegativeInfinity]]).IsHealthy,
                Is.False);
            Assert.That(HealthReport.Of(["y"], [(float[])[1]], [(float[])[float.PositiveInfinity]]).IsHealthy, Is.False);
            Assert.That(HealthReport.Of(["y"], [(long[])[long.MaxValue]], [(long[])[long.MaxValue - 1]]).IsHealthy, Is.False);
            Assert.That(HealthReport.Of(["y"], [(string[])["a"]], [(string[])["A"]]).Differences.Single(), Does.Contain("was a, and is A"));
            Assert.That(HealthReport.Of(["y"], [(float[])[1]], [(float[])[1, 1]]).Differences.Single(),
                Does.Contain("[1]").And.Contain("[2]"));
            Assert.That(HealthReport.Of(["y"], [new float[20]], [Enumerable.Repeat(1f, 20).ToArray()]).Differences, Has.Count.EqualTo(10));
        });
    }

    [Test]
    public void AnInvalidRow_IsRefused_AndTheOldFileIsWhole()
    {
        using var model = MemoryModels.Matrix();
        model.Save(_path);
        var before = File.ReadAllBytes(_path);
        Assert.Multiple(() =>
        {
            Assert.That(Saves(HealthRow.Of(new float[2, 2])),
                Throws.ArgumentException.With.Message.Contains("one row").And.Message.Contains("[2, 2]"));
            Assert.That(Saves(HealthRow.Of(new float[1, 3])), Throws.ArgumentException.With.Message.Contains("[1, 3]"));
            Assert.That(Saves(HealthRow.Of((string[])["a", "b"])), Throws.TypeOf<LayerException>().With.Message.Contains("string"));
            Assert.That(Saves(HealthRow.OfJson(MemoryModels.Json)), Throws.InvalidOperationException.With.Message.Contains("names"));
            Assert.That(Saves(HealthRow.Of(new Dictionary<string, TensorData> { ["x"] = new float[1, 2] })),
                Throws.ArgumentException.With.Message.Contains("input_layer"));
            Assert.That(() => HealthRow.Of((TensorData)null!), Throws.ArgumentNullException);
            Assert.That(() => model.Save(_path, null!), Throws.ArgumentNullException);
        });
        using var columns = MemoryModels.Species();
        Assert.That(() => columns.Save(_path, new SaveOptions { HealthRow = HealthRow.Of(new float[1, 3]) }),
            Throws.TypeOf<LayerException>());
        Assert.That(() => columns.Save(_path, new SaveOptions { HealthRow = HealthRow.OfJson("""{"Island": "Dream"}""") }),
            Throws.TypeOf<RecordException>());
        Assert.That(File.ReadAllBytes(_path), Is.EqualTo(before));

        Action Saves(HealthRow row) => () => model.Save(_path, new SaveOptions { HealthRow = row });
    }

    [Test]
    public void AModelThatContinuesFromBatchToBatch_KeepsNoRow()
    {
        using var model = new Sequential { new Input([2, 1], batchSize: 1), new SimpleRNN(2, stateful: true) };
        Assert.That(() => model.Save(_path, new SaveOptions { HealthRow = HealthRow.Of(new float[1, 2, 1]) }),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("between batches"));
        model.Save(_path);
    }

    [Test]
    public void AnEditedPrediction_IsFound()
    {
        using (var model = MemoryModels.Matrix()) model.Save(_path, new SaveOptions { HealthRow = HealthRow.Of((float[])[1, 2]) });
        EditedArchive.Edit(_path, _folder.At("edited.keras"), "layers.json", text =>
        {
            var json = JsonNode.Parse(text)!;
            json["health_row"]!["outputs"]![0]!["values"]![1] = "NaN";
            return json.ToJsonString();
        });
        using var loaded = Model.Load(_folder.At("edited.keras"));
        Assert.That(loaded.HealthCheck()!.Differences.Single(), Does.StartWith("Element 1 (the first is 0) of the output dense was NaN"));
    }

    private static Sequential Words()
    {
        var lookup = new StringLookup(vocabulary: ["a", "b"]);
        return new Sequential { new Input(3, DType.String), lookup };
    }

    private static Sequential Wide()
    {
        var crossing = new Hashing(1000);
        return new Sequential { new Input(2, DType.Int64), crossing };
    }

    private sealed record Bird(string Island, float Mass, int Year) : IFeatures
    {
        public IReadOnlyList<string> Columns { get; } = ["Year", "Island", "Body Mass (g)"];

        public void Write(ref FeatureWriter row)
        {
            row.Write(Year);
            row.Write(Island);
            row.Write(Mass);
        }
    }
}
