using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Archives of real Keras, loaded here, and saved again.</summary>
public sealed class ModelGoldenTests
{
    private static IEnumerable<TestCaseData> Models => Cases(_ => true);

    // Older releases wrote other keys; Layers writes those that the oldest and the newest release read.
    private static IEnumerable<TestCaseData> OfTheNewestKeras =>
        Cases(model => !model.Name.Contains("/versions/", StringComparison.Ordinal));

    private static IEnumerable<TestCaseData> WithFacts => Cases(model => model.Facts is not null);

    private static IEnumerable<TestCaseData> Compiled => Cases(model => model.Facts?["optimizer_variables"] is not null);

    [TestCaseSource(nameof(Models))]
    public void Model_PredictsWhatKerasPredicted(object model)
    {
        var one = (ModelCase)model;
        using var loaded = one.Load();
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That(Mismatch.Of("output", loaded.Predict(one.Input), one.Output, one.Tolerance), Is.Empty);
    }

    [TestCaseSource(nameof(Models))]
    public void Model_SavedAndReloaded_PredictsTheSameBits(object model)
    {
        var one = (ModelCase)model;
        using var folder = new TempFolder();
        using var loaded = one.Load();
        loaded.Save(folder.At("again.keras"));
        using var again = Model.Load(folder.At("again.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(Mismatch.OfBits("output", again.Predict(one.Input), loaded.Predict(one.Input)), Is.Empty);
        Assert.That(OptimizerState(again).Zip(OptimizerState(loaded)).All(pair => Mismatch.IsBitwiseEqual(pair.First, pair.Second)));
        Assert.That(OptimizerState(again).Count(), Is.EqualTo(OptimizerState(loaded).Count()));
    }

    [TestCaseSource(nameof(OfTheNewestKeras))]
    public void Model_SavedAgain_HasKerassConfig(object model)
    {
        var one = (ModelCase)model;
        using var folder = new TempFolder();
        using var loaded = one.Load();
        loaded.Save(folder.At("again.keras"));
        var (ours, theirs) = (Config(folder.At("again.keras")), Config(one.Path));
        Assert.That(ConfigMismatch.Of("", ours, theirs), Is.Empty);
    }

    [TestCaseSource(nameof(WithFacts))]
    public void Model_HasKerasLayersAndParameters(object model)
    {
        var one = (ModelCase)model;
        using var loaded = one.Load();
        var layers =
            loaded.Layers.Select(layer => $"{layer.Name} {layer.GetType().Name} {layer.Weights.Sum(weight => weight.Value.Length)}");
        // A functional model of Keras counts its inputs among its layers.
        Assert.That(layers, Is.EqualTo(one.Facts!["layers"]!.AsArray().Where(layer => (string)layer!["class"]! != "InputLayer")
            .Select(layer => $"{layer!["name"]} {layer["class"]} {layer["params"]}")));
        Assert.That(loaded.Weights.Sum(weight => weight.Value.Length), Is.EqualTo((int)one.Facts["total_params"]!));
        Assert.That(loaded.TrainableWeights.Sum(weight => weight.Value.Length), Is.EqualTo((int)one.Facts["trainable_params"]!));
    }

    [TestCaseSource(nameof(Compiled))]
    public void Optimizer_HasTheVariablesOfTheFile(object model)
    {
        var one = (ModelCase)model;
        using var loaded = one.Load();
        var variables = one.Facts!["optimizer_variables"]!.AsArray();
        Assert.That(loaded.IsCompiled);
        Assert.That(variables.SelectMany(variable => OptimizerVariable.Mismatches(loaded, (JsonObject)variable!, new(0, 0))), Is.Empty);
        Assert.That(loaded.Optimizer!.Iterations, Is.GreaterThan(0));
    }

    [Test]
    public void Model_WithALayerThatIsNotThere_IsRefusedByName()
    {
        using var folder = new TempFolder();
        EditedArchive.Edit(Golden.At("keras-numpy/versions/seq_v3.9.2.keras"), folder.At("newer.keras"), "config.json",
            text =>
                text.Replace("\"class_name\": \"BatchNormalization\"", "\"class_name\": \"BatchNormalizationOfTomorrow\"",
                StringComparison.Ordinal));
        Assert.That(() => Model.Load(folder.At("newer.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'BatchNormalizationOfTomorrow'")
                .And.Message.Contains("LayerRegistry.Register"));
    }

    private static IEnumerable<TensorData> OptimizerState(Model model) =>
        model.Optimizer is { } optimizer ? OptimizerVariables.Write(optimizer, model.TrainableWeights) : [];

    private static JsonObject Config(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.GetEntry("config.json")!.Open());
        return (JsonObject)KerasJson.Parse(reader.ReadToEnd())!;
    }

    private static IEnumerable<TestCaseData> Cases(Func<ModelCase, bool> which) =>
        ModelCase.All.Where(which).Select(model => new TestCaseData(model).SetArgDisplayNames(model.Name));
}
