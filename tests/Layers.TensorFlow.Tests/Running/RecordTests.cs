namespace Layers.TensorFlow.Tests;

/// <summary>Tests that SavedModels take records by name and compare rows with training, like models.</summary>
public sealed class RecordTests
{
    [Test]
    public void ARecord_GivesTheResultsOfTensors()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        using var model = Birds();
        model.ExportSavedModel(folder.At("m"));
        using var saved = SavedModel.Load(folder.At("m"));
        var tensors = saved.Predict(Rows(["Dream"], [3350f])).Values.Single().ToArray<float>();
        var record = new Dictionary<string, object?> { ["mass"] = 3350, ["island"] = "Dream" };
        Assert.That(saved.Predict(record).Values.ToArray(), Is.EqualTo(tensors));
        Assert.That(saved.PredictJson("""{"island": "Dream", "mass": 3350}""").Values.ToArray(), Is.EqualTo(tensors));
        Assert.That(() => saved.PredictJson("""{"island": "Dream", "mas": 3350}"""),
            Throws.TypeOf<RecordException>().With.Message.Contains("mas"));
        Assert.That(() => saved.PredictJson("""{"island": 3, "mass": 3350}"""),
            Throws.TypeOf<RecordException>().With.Message.Contains("island"));
        Assert.That(() => saved.PredictJson("""{"island": "Dream"}"""), Throws.TypeOf<RecordException>().With.Message.Contains("mass"));
        Assert.That(saved.PredictJson("""{"island": "Dream", "mass": null}""").Values.ToArray(), Has.All.NaN);
    }

    [Test]
    public void AnInputOfSeveralValues_IsNoColumn()
    {
        RealTensorFlow.Require();
        using var saved = SavedModel.Load(Golden.At("savedmodels/mixed"));
        Assert.That(() => saved.PredictJson("{}"), Throws.InvalidOperationException.With.Message.Contains("'numbers'"));
    }

    [Test]
    public void Check_ComparesWithTheRowsThatWereLearned()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        using var model = Birds();
        model.ExportSavedModel(folder.At("m"));
        using var saved = SavedModel.Load(folder.At("m"));
        var random = new Random(1);
        var training = Rows([.. Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? "Dream" : "Biscoe")],
            [.. Enumerable.Range(0, 500).Select(_ => 4000 + 500 * random.NextSingle())]);
        Assert.That(() => saved.Check(training), Throws.InvalidOperationException.With.Message.Contains("Adapt"));
        saved.Adapt(training);
        Assert.That(saved.Check(training).Verdict, Is.EqualTo(SkewVerdict.Alike));
        var grams = Rows([.. Enumerable.Repeat("Dream", 500)], [.. Enumerable.Range(0, 500).Select(_ => 4 + 0.5f * random.NextSingle())]);
        var report = saved.Check(grams);
        Assert.That(report.Verdict, Is.EqualTo(SkewVerdict.Different));
        Assert.That(() => saved.Predict(grams, new PredictOptions { Guard = SkewGuard.Throw() }), Throws.TypeOf<SkewException>());
        Assert.That(saved.Predict(training, new PredictOptions { Guard = SkewGuard.Throw() }).Values.Single().Shape[0],
            Is.EqualTo((Dim)500));
    }

    private static Functional Birds()
    {
        var (island, mass) = (new Input([1], DType.String, "island"), new Input(1, name: "mass"));
        var lookup = new StringLookup(vocabulary: ["Dream", "Biscoe"], outputMode: OutputMode.OneHot);
        return new([island, mass], [new Dense(2).Apply(new Concatenate().Apply(lookup.Apply(island), mass))]);
    }

    private static Dictionary<string, TensorData> Rows(string[] islands, float[] masses) => new()
    {
        ["island"] = TensorData.Of(islands, [islands.Length, 1]),
        ["mass"] = TensorData.Of(masses, [masses.Length, 1]),
    };
}
