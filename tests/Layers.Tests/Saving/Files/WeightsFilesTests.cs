using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Weights in separate files; a file that does not fit changes nothing.</summary>
public sealed class WeightsFilesTests
{
    private static readonly float[,] s_rows = { { 1, 2, 3, 4 }, { -1, 0, 0.5f, 2 }, { 3, 3, -3, 3 } };

    [Test]
    public void Weights_AndTheOptimizer_AreRestored()
    {
        using var folder = new TempFolder();
        using var model = SmallData.Compiled(new Adam());
        using var other = SmallData.Compiled(new Adam());
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 3, shuffle: false);
        model.SaveWeights(folder.At("model.weights.h5"));
        Assert.That(other.LoadWeights(folder.At("model.weights.h5")).Warnings, Is.Empty);
        Assert.That(Tasks.AreSame(Tasks.Weights(other), Tasks.Weights(model)));
        Assert.That(other.Optimizer!.Iterations, Is.EqualTo(12));
        var (ours, theirs) = (other.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, shuffle: false),
            model.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, shuffle: false));
        Assert.That(Tasks.Text(ours), Is.EqualTo(Tasks.Text(theirs)));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(folder.At("x"))!), Has.Length.EqualTo(1));
    }

    [Test]
    public void TheFileHasTheLayoutOfTheArchive()
    {
        using var folder = new TempFolder();
        using var model = Model.Load(Golden.At("models/mpg_adam.keras"));
        model.SaveWeights(folder.At("model.weights.h5"));
        var (ours, theirs) = (ModelFile.Open(folder.At("model.weights.h5")).Tree!,
            ModelFile.Open(Golden.At("models/mpg_adam.weights.h5")).Tree!);
        Assert.That(Paths(ours, ""), Is.EquivalentTo(Paths(theirs, "")));
        Assert.That(Paths(theirs, ""), Does.Contain("optimizer/vars/0").And.Contain("layers/normalization/vars/2"));
    }

    [TestCase("models/mpg_adam.weights.h5")]
    [TestCase("models/mpg_adam.keras")]
    [TestCase("models/mpg_adam.h5")]
    public void TheGoldenWeights_GoIntoTheModelMadeHere(string file)
    {
        using var model = new Sequential { new Input(6), new Normalization(), new Dense(16, Activation.Relu),
            new Dense(16, Activation.Relu), new Dense(1) };
        model.Compile(new Adam(), Loss.MeanAbsoluteError);
        Assert.That(model.LoadWeights(Golden.At(file)).Warnings, Is.Empty);
        var facts = Golden.Json("models/mpg_adam.json");
        Assert.That(Mismatch.Of("output", model.Predict(Golden.Tensor(facts["inputs"])), Golden.Tensor(facts["outputs"])), Is.Empty);
        Assert.That(model.Optimizer!.State is not null, Is.EqualTo(!file.EndsWith("adam.h5", StringComparison.Ordinal)),
            "Keras reads no optimizer from the old format's weights");
    }

    [TestCase("keras3/branches.weights.h5")]
    [TestCase("keras3/sharded.weights.json")]
    [TestCase("keras3/folder")]
    public void WeightsOfKeras3_GoIntoTheirModel(string file)
    {
        using var model = FileCase.Open("keras3/branches.h5");
        Assert.That(Mismatch.Of("output", model.Predict((TensorData)FileCase.Of(file).X), FileCase.Of(file).Output), Is.Not.Empty,
            "other weights before");
        Assert.That(model.LoadWeights(FileCase.Of(file).Path).Warnings, Is.Empty);
        Assert.That(Mismatch.Of("output", model.Predict((TensorData)FileCase.Of(file).X), FileCase.Of(file).Output), Is.Empty);
    }

    [TestCase("keras2/only_weights.h5", false)]
    [TestCase("keras2/only_weights.h5", true)]
    [TestCase("keras2/layer_list.h5", false)]
    [TestCase("keras2/dependencies.weights.h5", false)]
    public void WeightsOfKeras2_GoIntoTheirModel(string file, bool byName)
    {
        using var model = new Sequential { new Input(4), new Dense(4, Activation.Relu), new Dropout(0.5), new Dense(1) };
        Assert.That(model.LoadWeights(FileCase.Of(file).Path, byName: byName).Warnings, Is.Empty);
        Assert.That(Mismatch.Of("output", model.Predict((TensorData)FileCase.Of(file).X), FileCase.Of(file).Output), Is.Empty);
    }

    [Test]
    public void ByName_TakesTheLayersThatAreThere()
    {
        using var model = new Sequential { new Input(4), new Dense(4, name: "dense"), new Dense(7, name: "mine"),
            new Dense(1, name: "other") };
        var before = Tasks.Weights(model);
        var left = model.LoadWeights(FileCase.Of("keras2/only_weights.h5").Path, byName: true).Lines();
        Assert.That(left, Has.Count.EqualTo(2).And.Some.Contains("mine").And.Some.Contains("other"));
        Assert.That(Tasks.AreSame(Tasks.Weights(model)[2..], before[2..]));
        Assert.That(Mismatch.IsBitwiseEqual(Tasks.Weights(model)[0], before[0]), Is.False);
    }

    [Test]
    public void SkippingMismatches_LoadsTheRest_AndReportsThem()
    {
        using var folder = new TempFolder();
        using var model = new Sequential(seed: 1) { new Input(4), new Dense(6), new Dense(2) };
        using var wider = new Sequential(seed: 2) { new Input(4), new Dense(6), new Dense(3) };
        model.SaveWeights(folder.At("a.weights.h5"));
        var before = Tasks.Weights(wider);
        Assert.That(wider.LoadWeights(folder.At("a.weights.h5"), skipMismatch: true).Lines(),
            Has.Count.EqualTo(1).And.One.Contains("dense_1 (Dense)").And.One.Contains("[6, 3]").And.One.Contains("[6, 2]"));
        Assert.That(Tasks.AreSame(Tasks.Weights(wider)[..2], Tasks.Weights(model)[..2]));
        Assert.That(Tasks.AreSame(Tasks.Weights(wider)[2..], before[2..]));
    }

    [TestCase("models/mpg_adam.weights.h5")]
    [TestCase("models/mpg_adam.h5")]
    public void OtherShapes_AreRefused_AndNothingIsChanged(string file)
    {
        using var model = new Sequential { new Input(6), new Normalization(), new Dense(16), new Dense(16), new Dense(2) };
        model.Compile(new Adam(0.5), Loss.MeanAbsoluteError);
        AssertUnchanged(model, Golden.At(file), "dense_2 (Dense)", "dense_2/kernel", "[16, 2]", "[16, 1]");
        Assert.That(((AdaptiveLayer)model.Layers[0]).IsAdapted, Is.False);
    }

    [Test]
    public void MoreLayersThanTheFileHas_AreRefused_AndNothingIsChanged()
    {
        using var model = new Sequential { new Input(6), new Normalization(), new Dense(16), new Dense(16), new Dense(1), new Dense(1) };
        AssertUnchanged(model, Golden.At("models/mpg_adam.weights.h5"), "dense_3 (Dense)", "no group 'layers/dense_3'");
        AssertUnchanged(model, Golden.At("models/mpg_adam.h5"), "4 layers", "5 layers", "dense_3");
    }

    [Test]
    public void OtherClassesOfLayers_AreRefused_AndNothingIsChanged()
    {
        using var model = new Sequential { new Input(6), new Dense(16), new Dense(16), new Dense(1) };
        AssertUnchanged(model, Golden.At("models/mpg_adam.weights.h5")
            .Replace("mpg_adam.weights.h5", "mpg_horsepower.keras", StringComparison.Ordinal), "dense (Dense)");
    }

    [TestCase(0.3)]
    [TestCase(0.99)]
    public void AFileThatBrokeOff_ChangesNothing(double part)
    {
        using var folder = new TempFolder();
        var bytes = File.ReadAllBytes(Golden.At("models/mpg_adam.weights.h5"));
        File.WriteAllBytes(folder.At("model.weights.h5"), bytes[..(int)(part * bytes.Length)]);
        using var model = new Sequential { new Input(6), new Normalization(), new Dense(16), new Dense(16), new Dense(1) };
        AssertUnchanged(model, folder.At("model.weights.h5"), "cut off");
    }

    [Test]
    public void AMissingVariableOrGroup_ChangesNothing()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(4), new Dense(6), new Dense(2) };
        var tree = WeightTree.Write(model);
        var broken = new WeightGroup();
        broken.SetVariables("layers/dense/vars", tree.Variables("layers/dense/vars"));
        broken.At("layers/dense_1/vars")["1"] = tree.Variables("layers/dense_1/vars")[1];
        AtomicFile.Write(folder.At("hole.weights.h5"), stream => WeightsFile.Write(broken, stream));
        AssertUnchanged(model, folder.At("hole.weights.h5"), "layers/dense_1/vars");
        Assert.That(() => model.LoadWeights(folder.At("hole.weights.h5"), skipMismatch: true), Throws.TypeOf<InvalidDataException>(),
            "damage is not reported as a mismatch");
    }

    [Test]
    public void AnOptimizerOfOtherWeights_IsLeftOutWhole()
    {
        using var folder = new TempFolder();
        using var model = SmallData.Compiled(new Adam());
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 1);
        model.SaveWeights(folder.At("a.weights.h5"));
        using var frozen = SmallData.Compiled(new Adam(0.25));
        frozen.Layers[0].Trainable = false;
        Assert.That(frozen.LoadWeights(folder.At("a.weights.h5")).Lines(), Has.Count.EqualTo(1).And.One.Contains("optimizer adam"));
        Assert.That(frozen.Optimizer!.Iterations, Is.Zero);
        Assert.That(frozen.Optimizer.LearningRate, Is.EqualTo(0.25));
        Assert.That(Tasks.AreSame(Tasks.Weights(frozen), Tasks.Weights(model)));
    }

    [Test]
    public void StatisticsOfOtherNumbers_AreForgotten_ThoseOfTheSameAreKept()
    {
        using var folder = new TempFolder();
        var (one, other) = (new Normalization(), new Normalization());
        one.Adapt(s_rows);
        other.Adapt(new float[,] { { 5, 5, 5, 5 }, { 7, 8, 9, 10 } });
        using var model = new Sequential { new Input(4), one };
        using var target = new Sequential { new Input(4), other };
        model.SaveWeights(folder.At("a.weights.h5"));
        model.LoadWeights(folder.At("a.weights.h5"));
        Assert.That(one.Report, Is.Not.Null);
        target.LoadWeights(folder.At("a.weights.h5"));
        Assert.That(other.Report, Is.Null);
        Assert.That(other.IsAdapted);
        Assert.That(target.Predict(s_rows), Is.EqualTo(model.Predict(s_rows)));
    }

    [Test]
    public void SaveWeights_AsksForItsName_AnInput_AndAdaptedLayers()
    {
        using var model = new Sequential { new Input(4), new Dense(2) };
        using var unbuilt = new Sequential { new Dense(2) };
        using var unadapted = new Sequential { new Input(4), new Normalization() };
        Assert.That(() => model.SaveWeights("model.h5"), Throws.ArgumentException.With.Message.Contains(".weights.h5"));
        Assert.That(() => unbuilt.SaveWeights("a.weights.h5"), Throws.InvalidOperationException.With.Message.Contains("Input"));
        Assert.That(() => unbuilt.LoadWeights("a.weights.h5"), Throws.InvalidOperationException.With.Message.Contains("Input"));
        Assert.That(() => unadapted.SaveWeights("a.weights.h5"), Throws.TypeOf<LayerException>());
        Assert.That(() => model.LoadWeights("nowhere.weights.h5"), Throws.TypeOf<FileNotFoundException>());
        Assert.That(() => model.LoadWeights(Golden.At("models/mpg_adam.weights.h5"), byName: true),
            Throws.ArgumentException.With.Message.Contains("by name"));
    }

    [Test]
    public void WeightsInSeveralFiles_ThatDoNotFit_AreNamedByTheIndex_AndALayerByItself()
    {
        using var folder = new TempFolder();
        using var other = new Sequential { new Input(4), new Dense(3, name: "wide") };
        using var model = new Sequential { new Input(4), new Dense(2, name: "narrow") };
        other.SaveWeights(folder.At("part.weights.h5"));
        File.WriteAllText(folder.At("a.weights.json"), """{"metadata": {}, "weight_map": {"/layers/dense/vars": ["part.weights.h5"]}}""");
        AssertUnchanged(model, folder.At("a.weights.json"), "the entry 'weight_map'", "narrow (Dense)", "[4, 3]");
        var warning = model.LoadWeights(folder.At("a.weights.json"), skipMismatch: true).Warnings.Single();
        Assert.That((warning.Subject, warning.Entry, warning.Layer), Is.EqualTo(("narrow (Dense)", "weight_map", "narrow")));
        Assert.That(warning.ToString(),
            Does.StartWith("narrow (Dense) was left out (weight_map): ").And.EndsWith("The layer is unchanged."));
    }

    [TestCase("../other.weights.h5", "not the name of a file in the same folder")]
    [TestCase("missing.weights.h5", "not in the same folder")]
    public void AnIndexThatLeadsElsewhere_IsRefused(string shard, string message)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("a.weights.json"),
            """{"metadata": {}, "weight_map": {"/layers/dense/vars": ["SHARD"]}}""".Replace("SHARD", shard, StringComparison.Ordinal));
        using var model = new Sequential { new Input(4), new Dense(2) };
        AssertUnchanged(model, folder.At("a.weights.json"), message);
    }

    private static void AssertUnchanged(Model model, string path, params string[] messages)
    {
        var (weights, rate) = (Tasks.Weights(model), model.Optimizer?.LearningRate);
        var error = Assert.Throws<InvalidDataException>(() => model.LoadWeights(path))!;
        foreach (var message in messages) Assert.That(error.Message, Does.Contain(message));
        Assert.That(Tasks.AreSame(Tasks.Weights(model), weights));
        Assert.That(model.Optimizer?.LearningRate, Is.EqualTo(rate));
        Assert.That(model.Optimizer?.Iterations ?? 0, Is.Zero);
    }

    private static IEnumerable<string> Paths(WeightGroup group, string path) =>
        group.Tensors.Select(name => WeightsFile.Join(path, name))
            .Concat(group.Groups.SelectMany(child => Paths(child.Value, WeightsFile.Join(path, child.Key))));
}
