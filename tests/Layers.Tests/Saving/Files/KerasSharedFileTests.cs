using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Files of real Keras 3.15.1 in which several models share a layer; Keras itself cannot open them.</summary>
/// <remarks><c>Fixtures/shared/make.py</c> made them.</remarks>
public sealed class KerasSharedFileTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "shared");

    [TestCase("nested", "d = sub/d")]
    [TestCase("around", "sub/d = d")]
    [TestCase("around_another", "sub/d = d")]
    [TestCase("towers", "second/d = first/d, d = first/d")]
    [TestCase("submodels", "second/part = first/part")]
    [TestCase("on_each_step", "d = steps/d")]
    [TestCase("line_on_each_step", "steps/line/d = d")]
    [TestCase("attention", "a = sub/a")]
    public void TheLayerIsOne(string name, string shared)
    {
        var expected = Golden.Json(Path.Combine(s_folder, "expected.json"))[name]!;
        using var model = Model.Load(Path.Combine(s_folder, name + ".keras"));
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        Assert.That(string.Join(", ", LayerPlaces.Repeated(model).Select(again => $"{again.Place} = {again.First}")), Is.EqualTo(shared));
        Assert.That(model.Weights, Has.Count.EqualTo((int)expected["weights"]!));
        Assert.That(model.Predict(SharedModels.X).Cast<float>(), Is.EqualTo(TrainingFixtures.Numbers(expected["predict"])).Within(1e-5));
        Assert.That(model.Fit(SharedModels.X, SharedModels.Y, epochs: 2, batchSize: 3, shuffle: false)["loss"],
            Is.EqualTo(TrainingFixtures.Numbers(expected["loss"])).Within(1e-5));
    }

    [Test]
    public void ItsParametersAreCountedOnce_AndExported()
    {
        using var folder = new TempFolder();
        using var model = Model.Load(Path.Combine(s_folder, "nested.keras"));
        // The numbers that Keras prints: each line has its layer's parameters, and the totals count shared parameters once.
        Assert.That(model.Summary(), Does.EndWith("""
            │ i (InputLayer)   │ (None, 3)    │       0 │
            ├──────────────────┼──────────────┼─────────┤
            │ sub (Functional) │ (None, 3)    │      12 │
            ├──────────────────┼──────────────┼─────────┤
            │ d (Dense)        │ (None, 3)    │      12 │
            └──────────────────┴──────────────┴─────────┘
             Total params: 38 (156.00 B)
             Trainable params: 12 (48.00 B)
             Non-trainable params: 0 (0.00 B)
             Optimizer params: 26 (108.00 B)

            """));
        model.ExportOnnx(folder.At("nested.onnx"));
        using var session = new Onnx.OnnxSession(Onnx.OnnxReader.Read(File.ReadAllBytes(folder.At("nested.onnx"))));
        Assert.That(session.Run(SharedModels.X)[0].ToArray<float>(), Is.EqualTo(model.Predict(SharedModels.X).Cast<float>()).Within(1e-6));
    }

    [TestCase("nested")]
    [TestCase("submodels")]
    public void WeightsAlone_AreReadToo(string name)
    {
        var expected = Golden.Json(Path.Combine(s_folder, "expected.json"))[name]!;
        using var model = Model.Load(Path.Combine(s_folder, name + ".keras"));
        model.Fit(SharedModels.X, SharedModels.Y, epochs: 2);
        Assert.That(model.LoadWeights(Path.Combine(s_folder, name + ".weights.h5")).Warnings, Is.Empty);
        Assert.That(model.Predict(SharedModels.X).Cast<float>(), Is.EqualTo(TrainingFixtures.Numbers(expected["predict"])).Within(1e-5));
        Assert.That(model.Fit(SharedModels.X, SharedModels.Y, epochs: 2, batchSize: 3, shuffle: false)["loss"],
            Is.EqualTo(TrainingFixtures.Numbers(expected["loss"])).Within(1e-5));
    }

    [Test]
    public void AReferenceToTwoLayers_IsRefused_ByName() =>
        Assert.That(() => Model.Load(Path.Combine(s_folder, "ambiguous.keras")), Throws.TypeOf<InvalidDataException>()
            .With.Message.Contains("d (Dense)").And.Message.Contains("first/d and second/d").And.Message.Contains("config.json"));

    [Test]
    public void AReferenceToNoLayer_IsRefused_ByName()
    {
        using var folder = new TempFolder();
        // Keras writes the same settings of a layer in each place.
        var (first, edited) = (true, folder.At("edited.keras"));
        EditedArchive.Edit(Path.Combine(s_folder, "nested.keras"), edited, "config.json", text =>
            System.Text.RegularExpressions.Regex.Replace(text, "\"use_bias\": ?true",
                match => first && !(first = false) ? match.Value.Replace("true", "false", StringComparison.Ordinal) : match.Value));
        Assert.That(() => Model.Load(edited),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("d (Dense)").And.Message.Contains("no layer before it has its " +
            "name and settings"));
    }

    [Test]
    public void OneMarkOnDifferentSettings_IsRefused_ByName()
    {
        using var folder = new TempFolder();
        var (count, edited) = (0, folder.At("edited.keras"));
        EditedArchive.Edit(Path.Combine(s_folder, "around.keras"), edited, "config.json", text =>
            System.Text.RegularExpressions.Regex.Replace(text, "\"activation\": ?\"linear\"",
                match => count++ == 0 ? "\"activation\": \"relu\"" : match.Value));
        Assert.That(() => Model.Load(edited),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'sub/d' should be the layer at 'd'"));
    }
}
