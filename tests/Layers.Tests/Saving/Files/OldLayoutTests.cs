namespace Layers.Tests;

/// <summary>Groups of weights by the names of Keras 2.12 to 2.15, for models without a fixture; and groups that fit no release.</summary>
public sealed class OldLayoutTests
{
    private const string Old = "_layer_checkpoint_dependencies";

    private TempFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TempFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [TestCase("layers/dense", "layers/dense_1", "layers/dense_2")]
    [TestCase("layers\\dense", "layers\\dense_1", "layers\\dense_2")]
    [TestCase(Old + "/dense", Old + "/dense_1", Old + "/dense_2")]
    [TestCase(Old + "/dense", Old + "/dense_2", Old + "/dense_4")]
    [TestCase(Old + "\\dense", Old + "\\dense_2", Old + "\\dense_3")]
    [TestCase(Old + "\\dense", Old + "\\dense_9", Old + "\\dense_10")]
    public void LayersOfOneClass_AreTakenInTheirOrder(params string[] groups)
    {
        using var model = Three();
        var root = new WeightGroup();
        var values = model.Layers.Select(layer => layer.Weights.Select(Filled).ToArray()).ToArray();
        foreach (var (group, layer) in groups.Zip(values)) root.SetVariables($"{group}/vars", layer);
        model.LoadWeights(Written(root));
        Assert.That(Tasks.AreSame(Tasks.Weights(model), [.. values.SelectMany(layer => layer)]));
    }

    [TestCase("layers\\lstm\\cell/vars", "layers/lstm/cell/vars")]
    [TestCase("layers\\bidirectional\\backward_layer\\cell/vars", "layers/bidirectional/backward_layer/cell/vars")]
    [TestCase(Old + "\\sequential\\" + Old + "\\dense/vars", "layers/sequential/layers/dense/vars")]
    [TestCase(Old + "/functional/" + Old + "/lstm/cell/vars", "layers/functional/layers/lstm/cell/vars")]
    public void GroupsInGroups_AreWhereTheyAreToday(string old, string modern)
    {
        var root = new WeightGroup();
        root.SetVariables(old, [TensorData.Of([1f, 2], [2])]);
        var found = OldLayout.Modern(root);
        Assert.That(found.Variables(modern).Single().ToArray<float>(), Is.EqualTo(new[] { 1f, 2 }));
        Assert.That(found.Find(modern)!.Origin, Is.EqualTo(old));
    }

    [Test]
    public void TheCellsOfALayerThatIsCounted_GoWithIt()
    {
        var root = new WeightGroup();
        foreach (var (name, i) in new[] { "lstm", "lstm_2", "lstm_4" }.Select((name, i) => (name, i)))
            root.SetVariables($"{Old}/{name}/cell/vars", [TensorData.Scalar((float)i)]);
        root.SetVariables($"{Old}/input_layer/vars", []);
        root.SetVariables($"{Old}/input_layer_1/vars", []);
        // The number is part of the name of a custom class.
        root.SetVariables($"{Old}/block_7/vars", []);
        var found = OldLayout.Modern(root);
        Assert.That(found.Groups["layers"].Groups.Keys,
            Is.EquivalentTo(new[] { "lstm", "lstm_1", "lstm_2", "input_layer", "input_layer_1", "block_7" }));
        Assert.That(new[] { "lstm", "lstm_1",
            "lstm_2" }.Select(name => found.Variables($"layers/{name}/cell/vars").Single().ToArray<float>()[0]),
            Is.EqualTo(new[] { 0f, 1, 2 }));
    }

    [Test]
    public void TheCurrentLayout_IsTheSameObject()
    {
        var root = new WeightGroup();
        root.SetVariables("layers/dense_2/vars", []);
        Assert.That(OldLayout.Modern(root), Is.SameAs(root));
        Assert.That(OldLayout.IsFromWindows(root), Is.False);
    }

    [Test]
    public void GroupsOfNoRelease_AreRefused_WithTheExpectedAndTheActualGroups()
    {
        using var model = Three();
        var before = Tasks.Weights(model);
        var root = new WeightGroup();
        root.SetVariables("vars", []);
        root.SetVariables("tower/dense/vars", model.Layers[0].Weights.Select(weight => weight.Value));
        root.SetVariables("optimizer/vars", []);
        var error = Assert.Throws<InvalidDataException>(() => model.LoadWeights(Written(root)))!;
        Assert.That(error.Message,
            Does.Contain("dense (Dense)").And.Contain("'layers/dense'").And.Contain("tower").And.Contain("vars").And.Contain("optimizer"));
        Assert.That(error.Message, Does.Contain("'layers'").And.Contain($"'{Old}'").And.Contain("'layers\\dense'"));
        Assert.That(() => Model.Load(Archived(model, root)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("model.weights.h5").And.Message.Contains("tower"));
        Assert.That(Tasks.AreSame(Tasks.Weights(model), before));
    }

    [Test]
    public void ALayerWithoutAGroup_OrWithAnotherCountOfVariables_IsRefused_AndNothingIsTaken()
    {
        using var model = Three();
        var before = Tasks.Weights(model);
        var root = new WeightGroup();
        foreach (var (layer, name) in model.Layers.Zip(new[] { "dense", "dense_2" }))
            root.SetVariables($"{Old}\\{name}/vars", layer.Weights.Select(Filled));
        Assert.That(() => model.LoadWeights(Written(root)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("dense_2 (Dense)").And.Message.Contains("'layers/dense_2'")
            .And.Message.Contains("it has dense, dense_1"));
        root.SetVariables($"{Old}\\dense_4/vars", model.Layers[2].Weights.Take(1).Select(Filled));
        Assert.That(() => model.LoadWeights(Written(root)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("dense_2 (Dense) has 2 weights, but the file has 1")
            .And.Message.Contains($"'{Old}\\dense_4'"));
        Assert.That(Tasks.AreSame(Tasks.Weights(model), before));
        Assert.That(model.LoadWeights(Written(root), skipMismatch: true).Warnings.Select(warning => warning.Layer),
            Is.EqualTo(new[] { "dense_2" }));
        Assert.That(Tasks.AreSame(Tasks.Weights(model)[4..], before[4..]));
    }

    [Test]
    public void NamesOfManyParts_AreRefused_BeforeTheyFillTheMemory()
    {
        var deep = new WeightGroup();
        deep.SetVariables($"layers{string.Concat(Enumerable.Repeat("\\a", 5000))}/vars", []);
        Assert.That(() => OldLayout.Modern(deep), Throws.TypeOf<InvalidDataException>().With.Message.Contains("5,001 parts"));
        var many = new WeightGroup();
        for (var i = 0; i < 500; i++) many.Add(string.Join('\\', Enumerable.Range(0, 20).Select(part => $"{i}_{part}")));
        Assert.That(() => OldLayout.Modern(many), Throws.TypeOf<InvalidDataException>().With.Message.Contains("20 parts"));
    }

    [Test]
    public void TwoGroupsThatAreOne_AreRefused()
    {
        using var model = Three();
        var root = new WeightGroup();
        foreach (var group in new[] { "layers/dense", "layers\\dense" })
            root.SetVariables($"{group}/vars", model.Layers[0].Weights.Select(weight => weight.Value));
        Assert.That(() => Model.Load(Archived(model, root)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'0' is already used"));
        Assert.That(() => model.LoadWeights(Written(root)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'0' is already used"));
    }

    private static Sequential Three() => new(seed: 1) { new Input(2), new Dense(2), new Dense(2), new Dense(2) };

    private static TensorData Filled(Weight weight) =>
        TensorData.Of(Enumerable.Range(0, (int)weight.Value.Length).Select(i => i + weight.Path.Length + weight.Path[^1] / 7f).ToArray(),
        weight.Shape);

    private string Written(WeightGroup root)
    {
        using var stream = File.Create(_folder.At("old.weights.h5"));
        WeightsFile.Write(root, stream);
        return stream.Name;
    }

    private string Archived(Model model, WeightGroup root)
    {
        model.Save(_folder.At("model.keras"));
        EditedArchive.EditBytes(_folder.At("model.keras"), _folder.At("other.keras"), "model.weights.h5", _ =>
        {
            var stream = new MemoryStream();
            WeightsFile.Write(root, stream);
            return stream.ToArray();
        });
        return _folder.At("other.keras");
    }
}
