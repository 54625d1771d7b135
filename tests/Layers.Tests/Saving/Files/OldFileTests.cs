using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The files of Keras 2.13 to 2.15, from Linux and from Windows, and the same models in HDF5 under the name <c>.keras</c>, loaded
/// here.</summary>
public sealed class OldFileTests
{
    private static IEnumerable<TestCaseData> Known => Cases(OldFile.Known);

    private static IEnumerable<TestCaseData> Archives => Cases(OldFile.Known.Where(file => !file.IsHdf5));

    [Test]
    public void ThereAreNinety_AndEachHasOnlyLayersThatAreThere() =>
        Assert.That((OldFile.All.Count, OldFile.Known.Count()), Is.EqualTo((90, 90)));

    [TestCaseSource(nameof(Known))]
    public void File_PredictsWhatKerasPredicted(object file)
    {
        var one = (OldFile)file;
        using var model = Model.Load(one.Path);
        Assert.That(one.Predict(model), Has.Count.EqualTo(one.Outputs.Count));
        Assert.That(one.Predict(model).Zip(one.Outputs).SelectMany(pair => Mismatch.Of("output", pair.First, pair.Second)), Is.Empty);
        Assert.That(model.Layers.Select(layer => $"{layer.Name} {layer.GetType().Name} {layer.Weights.Sum(weight => weight.Value.Length)}"),
            Is.EqualTo(one.Facts["layers"]!.AsArray().Where(layer => (string)layer!["class"]! != "InputLayer")
                .Select(layer => $"{layer!["name"]} {layer["class"]} {layer["params"]}")));
    }

    [TestCaseSource(nameof(Known))]
    public void File_SaysWhoWroteIt_AndNothingIsLeftOut(object file)
    {
        var one = (OldFile)file;
        using var model = Model.Load(one.Path);
        var report = model.LoadReport!;
        Assert.That(report.Lines(), Is.Empty);
        Assert.That(report.KerasVersion, Is.EqualTo(one.Release));
        Assert.That(report.IsFromWindows, Is.EqualTo(one.IsFromWindows));
        Assert.That(report.SavingChanges, Has.One.Contains("the format of Keras 3"));
        Assert.That(report.SavingChanges.Any(change => change.Contains("the file is HDF5", StringComparison.Ordinal)),
            Is.EqualTo(one.IsHdf5));
        Assert.That(report.ToString(), Does.StartWith($"Written by Keras {one.Release}{(one.IsFromWindows ? " on Windows" : "")}."));
    }

    [TestCaseSource(nameof(Archives))]
    public void TheFormsOfAFile_SavedAgain_AreOneFile(object file)
    {
        var one = (OldFile)file;
        using var folder = new TempFolder();
        var (first, second) = (Saved("one.keras", one.Path), Saved("twin.keras", one.Twin.Path));
        Assert.That(second.Layers, Is.EqualTo(first.Layers));
        Assert.That(second.Weights, Is.EqualTo(first.Weights));

        // The two forms write optimizers, losses and metrics differently.
        (string Layers, IEnumerable<(string Path, byte[] Bytes)> Weights) Saved(string name, string path)
        {
            using var model = Model.Load(path);
            model.Save(folder.At(name));
            using var again = Model.Load(folder.At(name));
            return (JsonNode.Parse(EditedArchive.Text(folder.At(name), "config.json"))!["config"]!.ToJsonString(),
                [.. again.Weights.Select(weight => (weight.Path, weight.Value.AsBytes().ToArray()))]);
        }
    }

    [TestCaseSource(nameof(Known))]
    public void File_SavedAgain_IsOfTodaysFormat_AndPredictsTheSameBits(object file)
    {
        var one = (OldFile)file;
        using var folder = new TempFolder();
        using var model = Model.Load(one.Path);
        model.Save(folder.At("again.keras"));
        var config = EditedArchive.Text(folder.At("again.keras"), "config.json");
        foreach (var old in new[] { "batch_input_shape", "time_major", "is_legacy_optimizer", "input_length", "keras.src.engine",
            "optimizers.experimental", "implementation" })
            Assert.That(config, Does.Not.Contain(old));
        var tree = WeightsFile.Read(EditedArchive.Bytes(folder.At("again.keras"), "model.weights.h5"));
        Assert.That(OldLayout.Modern(tree), Is.SameAs(tree));
        using var again = Model.Load(folder.At("again.keras"));
        Assert.That(again.LoadReport!.Lines(), Is.Empty);
        Assert.That(again.LoadReport!.SavingChanges, Is.Empty);
        Assert.That(one.Predict(again).Zip(one.Predict(model)).All(pair => Mismatch.IsBitwiseEqual(pair.First, pair.Second)));
        Assert.That(State(again).Zip(State(model)).All(pair => Mismatch.IsBitwiseEqual(pair.First, pair.Second)));
        Assert.That(State(again).Count(), Is.EqualTo(State(model).Count()));
    }

    [TestCaseSource(nameof(Known))]
    public void Optimizer_HasTheStateOfTheTwin_WhichNamesIt(object file)
    {
        var one = (OldFile)file;
        using var model = Model.Load(one.Path);
        var (root, optimizer, weights) = (ModelFile.Open(one.Twin.Path).Tree!, model.Optimizer!, model.TrainableWeights);
        var names = root.Find("optimizer_weights")!.Notes["weight_names"];
        var memory = optimizer.Layout(weights.Count).Zip(optimizer.State ?? []).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.That(memory, Has.Count.EqualTo(names.Count - 1));
        Assert.That(names[0], Is.EqualTo("iteration:0"));
        Assert.That(optimizer.Iterations, Is.EqualTo(root.Tensor("optimizer_weights/iteration:0")!.ToArray<long>()[0]).And.GreaterThan(0));
        foreach (var name in names.Skip(1))
        {
            // The form is Adam/m/dense/kernel:0.
            var parts = name.Split('/', 3);
            var weight = weights.Index().Single(ours => Mismatch.IsBitwiseEqual(ours.Item.Value, Variable(root, parts[2]))).Index;
            var slot = optimizer.Slots.Single(slot => slot.Name == (parts[1] switch
            {
                "m" => "momentum",
                "v" => "velocity",
                var same => same
            }));
            Assert.That(Mismatch.IsBitwiseEqual(memory[(slot, weight)], root.Tensor($"optimizer_weights/{name}")!), name);
        }
    }

    [TestCaseSource(nameof(Archives))]
    public void Compiled_AsItsTwin(object file)
    {
        var one = (OldFile)file;
        using var model = Model.Load(one.Path);
        using var twin = Model.Load(one.Twin.Path);
        var (ours, theirs) = (model.Objective!, twin.Objective!);
        Assert.That(OptimizerJson.Write(ours.Optimizer)["class_name"]!.ToString(),
            Is.EqualTo(OptimizerJson.Write(theirs.Optimizer)["class_name"]!.ToString()));
        Assert.That(ours.Optimizer.LearningRate, Is.EqualTo(theirs.Optimizer.LearningRate).Within(1e-9));
        Assert.That(ours.Outputs.Select(output => output.Loss), Is.EqualTo(theirs.Outputs.Select(output => output.Loss)));
        Assert.That(ours.Outputs.Select(output => string.Join(", ", output.Metrics.Select(metric => metric.Name))),
            Is.EqualTo(theirs.Outputs.Select(output => string.Join(", ", output.Metrics.Select(metric => metric.Name)))));
    }

    [TestCaseSource(nameof(Archives))]
    public void Weights_AloneGoIntoAModel(object file)
    {
        var one = (OldFile)file;
        using var model = Model.Load(one.Path);
        var before = one.Predict(model);
        foreach (var weight in model.Weights.Where(weight => weight.Type == DType.Float32))
            weight.Value = TensorData.Zeros(weight.Type, weight.Shape);
        var report = model.LoadWeights(one.Path);
        Assert.That(report.Lines(), Is.Empty);
        Assert.That((report.KerasVersion, report.IsFromWindows), Is.EqualTo((one.Release, one.IsFromWindows)));
        Assert.That(one.Predict(model).Zip(before).All(pair => Mismatch.IsBitwiseEqual(pair.First, pair.Second)));
    }

    [TestCaseSource(nameof(Archives))]
    public void WithoutMetadata_ItIsTheSameModel(object file)
    {
        var one = (OldFile)file;
        using var folder = new TempFolder();
        using var model = Model.Load(one.Path);
        foreach (var metadata in new[] { null, "{", "[]", "{\"keras_version\": 2}" })
        {
            EditedArchive.Edit(one.Path, folder.At("edited.keras"), "metadata.json", _ => metadata);
            using var same = Model.Load(folder.At("edited.keras"));
            Assert.That(same.LoadReport!.KerasVersion, Is.Null);
            Assert.That(same.LoadReport!.SavingChanges, Has.One.Contains("the format of Keras 3"));
            Assert.That(one.Predict(same).Zip(one.Predict(model)).All(pair => Mismatch.IsBitwiseEqual(pair.First, pair.Second)));
            Assert.That(same.Optimizer!.Iterations, Is.EqualTo(model.Optimizer!.Iterations));
        }
    }

    [Test]
    public void ARaggedInput_IsRefusedByName()
    {
        using var folder = new TempFolder();
        EditedArchive.Edit(Golden.At("keras2/mpg-2.15.0.keras"), folder.At("ragged.keras"), "config.json",
            text => text.Replace("\"ragged\": false", "\"ragged\": true", StringComparison.Ordinal));
        Assert.That(() => Model.Load(folder.At("ragged.keras")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'ragged'"));
    }

    private static TensorData Variable(WeightGroup root, string name) =>
        root.Groups["model_weights"].Groups.Values.Select(layer => layer.Tensor(name)).OfType<TensorData>().Single();

    private static IEnumerable<TensorData> State(Model model) => OptimizerVariables.Write(model.Optimizer!, model.TrainableWeights);

    private static IEnumerable<TestCaseData> Cases(IEnumerable<OldFile> files) =>
        files.Select(file => new TestCaseData(file).SetArgDisplayNames(file.File));
}
