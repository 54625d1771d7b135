using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>A layer that several models share is one layer again after loading.</summary>
public sealed class SharedLayerFileTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TempFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCaseSource(typeof(SharedModels), nameof(SharedModels.Names))]
    public void Sharing_IsRestored(string name)
    {
        var (model, weights, _) = SharedModels.Make(name);
        using var first = model;
        model.Save(_folder.At("shared.keras"));
        using var loaded = Model.Load(_folder.At("shared.keras"));
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That((model.Weights.Count, loaded.Weights.Count), Is.EqualTo((weights, weights)));
        Assert.That(LayerPlaces.Repeated(loaded), Is.EqualTo(LayerPlaces.Repeated(model)).And.Not.Empty);
        Assert.That(loaded.Summary(), Is.EqualTo(model.Summary()));
        Assert.That(loaded.Predict(SharedModels.X), Is.EqualTo(model.Predict(SharedModels.X)));
        // The optimizer's state was loaded, once for each weight.
        Assert.That(Loss(loaded), Is.EqualTo(Loss(model)));
        Assert.That(loaded.Predict(SharedModels.X), Is.EqualTo(model.Predict(SharedModels.X)));
    }

    [TestCaseSource(typeof(SharedModels), nameof(SharedModels.Names))]
    public void WithoutTheEntry_ItIsALayerOfItsOwnInEachPlace_AsInKeras(string name)
    {
        var (model, _, trainable) = SharedModels.Make(name);
        using var first = model;
        model.Save(_folder.At("shared.keras"));
        EditedArchive.Edit(_folder.At("shared.keras"), _folder.At("without.keras"), "layers.json", _ => null);
        using var loaded = Model.Load(_folder.At("without.keras"));
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That(loaded.TrainableWeights, Has.Count.EqualTo(trainable));
        Assert.That(loaded.Optimizer!.Iterations, Is.EqualTo(2));
        Assert.That(loaded.Predict(SharedModels.X).Cast<float>(), Is.EqualTo(model.Predict(SharedModels.X).Cast<float>()).Within(1e-5));
    }

    [TestCaseSource(typeof(SharedModels), nameof(SharedModels.Names))]
    public void WeightsAlone_FitTheSameModel(string name)
    {
        var (model, _, _) = SharedModels.Make(name);
        using var first = model;
        model.SaveWeights(_folder.At("shared.weights.h5"));
        using var other = SharedModels.Make(name).Model;
        other.Fit(SharedModels.X, SharedModels.Y, epochs: 3);
        Assert.That(other.LoadWeights(_folder.At("shared.weights.h5")).Warnings, Is.Empty);
        Assert.That(other.Predict(SharedModels.X), Is.EqualTo(model.Predict(SharedModels.X)));
        Assert.That(Loss(other), Is.EqualTo(Loss(model)));
    }

    [Test]
    public void WeightsOfAnArchive_FitTheSameModel()
    {
        using var model = SharedModels.Make("three_deep").Model;
        model.Save(_folder.At("shared.keras"));
        using var other = SharedModels.Make("three_deep").Model;
        other.Fit(SharedModels.X, SharedModels.Y, epochs: 3);
        Assert.That(other.LoadWeights(_folder.At("shared.keras")).Warnings, Is.Empty);
        Assert.That(Loss(other), Is.EqualTo(Loss(model)));
    }

    [Test]
    public void WeightsThatDifferBetweenPlaces_AreRefused_AndNothingChanges()
    {
        using var model = SharedModels.Make("sub_model").Model;
        var before = model.Predict(SharedModels.X);
        model.SaveWeights(_folder.At("shared.weights.h5"));
        var tree = WeightsFile.Read(File.ReadAllBytes(_folder.At("shared.weights.h5")));
        tree.SetVariables("layers/dense/vars", [TensorData.Zeros(DType.Float32, [3, 3]), TensorData.Zeros(DType.Float32, [3])]);
        using (var file = File.Create(_folder.At("other.weights.h5"))) WeightsFile.Write(tree, file);
        Assert.That(() => model.LoadWeights(_folder.At("other.weights.h5")), Throws.TypeOf<InvalidDataException>()
            .With.Message.Contains("d (Dense) is one layer in several places").And.Message.Contains("'layers/dense'")
            .And.Message.Contains("'layers/functional/layers/dense'"));
        Assert.That(model.Predict(SharedModels.X), Is.EqualTo(before));
    }

    [Test]
    public void ALayerOfAModelThatIsPartOfAnother_KeepsItsStatistics()
    {
        // If the inner model is saved alone, its layers have other places than in the outer model's file.
        var inner = SharedModels.Sub("inner", new PowerTransform(name: "p"));
        using var outer = new Functional(new Input(3, name: "i") is var i ? i : null!, inner.Apply(i), "outer");
        outer.Adapt(SharedModels.X);
        inner.Save(_folder.At("inner.keras"));
        using var loaded = Model.Load(_folder.At("inner.keras"));
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That(loaded.Layers[0], Is.TypeOf<PowerTransform>());
        Assert.That(((PowerTransform)loaded.Layers[0]).Report, Is.Not.Null);
    }

    [TestCase("{\"d\":\"i\"}", "'d' should be the layer at 'i', but there is no earlier layer")]
    [TestCase("{\"d\":\"nowhere\"}", "'d' should be the layer at 'nowhere'")]
    [TestCase("{\"nowhere\":\"sub/d\"}", "'nowhere' should be the layer at 'sub/d'")]
    [TestCase("{\"sub/d\":\"d\"}", "'sub/d' should be the layer at 'd'")]
    [TestCase("{\"d\":\"d\"}", "'d' should be the layer at 'd'")]
    [TestCase("{\"sub/d\":\"sub\"}", "'sub/d' should be the layer at 'sub'")]
    [TestCase("{\"d\":\"sub\"}", "'d' should be the layer at 'sub'")]
    [TestCase("{\"d\":\"sub/other\"}", "'d' should be the layer at 'sub/other'")]
    [TestCase("{\"d\":null}", "'d' should be the layer at ''")]
    [TestCase("{\"d\":7}", "")]
    public void AWrongEntry_IsLeftOut_WithAReason(string shared, string reason)
    {
        var d = SharedModels.Dense("d");
        var i = new Input(3, name: "i");
        using var model = new Functional(i, d.Apply(SharedModels.Sub("sub", d, SharedModels.Dense("other")).Apply(i)));
        model.Save(_folder.At("shared.keras"));
        using var loaded = Model.Load(WithShared(shared));
        Assert.That(loaded.LoadReport.Lines(),
            Has.Count.EqualTo(1).And.All.Contains(reason).And.All.Contains("The archive's layers.json was left out"));
        Assert.That((loaded.Weights.Count, loaded.Predict(SharedModels.X)), Is.EqualTo((6, model.Predict(SharedModels.X))));
    }

    [Test]
    public void LayersOfDifferentWeights_AreNotShared_WithAnyEntry()
    {
        var (a, b, i) = (new Dense(3, name: "d"), new Dense(3, name: "d"), new Input(3, name: "i"));
        b.BuildFor(["batch", 3]);
        using var model = new Functional(i, b.Apply(SharedModels.Sub("sub", a).Apply(i)));
        b.Weights[1].Value = (TensorData)new float[] { 1, 2, 3 };
        model.Save(_folder.At("shared.keras"));
        using var loaded = Model.Load(WithShared("{\"d\":\"sub/d\"}"));
        Assert.That(loaded.LoadReport.Lines(),
            Has.Count.EqualTo(1).And.All.Contains("the file has different weights for it at 'layers/dense' and at " +
            "'layers/functional/layers/dense'"));
        Assert.That((loaded.Weights.Count, loaded.Predict(SharedModels.X)), Is.EqualTo((4, model.Predict(SharedModels.X))));
    }

    private string WithShared(string shared)
    {
        EditedArchive.Edit(_folder.At("shared.keras"), _folder.At("edited.keras"), "layers.json", text =>
        {
            var json = KerasJson.Parse(text)!;
            json["shared"] = KerasJson.Parse(shared);
            return KerasJson.Write(json);
        });
        return _folder.At("edited.keras");
    }

    private static IEnumerable<double> Loss(Model model) => model.Fit(SharedModels.X, SharedModels.Y, epochs: 3, shuffle: false)["loss"];
}
