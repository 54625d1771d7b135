using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Whole-model <c>.h5</c> files of Keras 2 and 3, loaded here.</summary>
public sealed class LegacyFileTests
{
    private static IEnumerable<TestCaseData> Models => Cases(one => one.IsModel);

    private static IEnumerable<TestCaseData> Trained => Cases(one => one.Facts.ContainsKey("loss"));

    [TestCaseSource(nameof(Models))]
    public void Model_PredictsWhatKerasPredicted(object file)
    {
        var one = (FileCase)file;
        using var model = Model.Load(one.Path);
        Assert.That(Mismatch.Of("output", model.Predict((TensorData)one.X), one.Output), Is.Empty);
    }

    [TestCaseSource(nameof(Trained))]
    public void Model_ContinuesTrainingWhereKerasStopped(object file)
    {
        var one = (FileCase)file;
        using var model = Model.Load(one.Path);
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        Assert.That(model.Optimizer!.Iterations, Is.EqualTo(one.Name.Contains("untrained", StringComparison.Ordinal) ? 0 : 6));
        var losses = model.Fit(one.X, one.Y, batchSize: 4, epochs: 2, shuffle: false)["loss"];
        var theirs = one.Facts["loss"]!.AsArray().Select(loss => (double)loss!).ToArray();
        Assert.That(losses.Zip(theirs).SelectMany(pair => Mismatch.OfNumber("loss", pair.First, pair.Second, Tolerance.History)), Is.Empty);
    }

    [TestCaseSource(nameof(Models))]
    public void Model_SavedAsAnArchive_IsTheSameModel(object file)
    {
        var one = (FileCase)file;
        using var folder = new TempFolder();
        using var model = Model.Load(one.Path);
        model.Save(folder.At("again.keras"));
        using var again = Model.Load(folder.At("again.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(Mismatch.IsBitwiseEqual(again.Predict((TensorData)one.X), model.Predict((TensorData)one.X)));
    }

    [Test]
    public void TheGoldenModel_IsTheOneOfItsArchive_WithItsOptimizer()
    {
        using var model = Model.Load(Golden.At("models/mpg_adam.h5"));
        using var same = Model.Load(Golden.At("models/mpg_adam.keras"));
        var facts = Golden.Json("models/mpg_adam.json");
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        Assert.That(Mismatch.Of("output", model.Predict(Golden.Tensor(facts["inputs"])), Golden.Tensor(facts["outputs"])), Is.Empty);
        Assert.That(Tasks.AreSame(Tasks.Weights(model), Tasks.Weights(same)));
        Assert.That(Tasks.AreSame(OptimizerVariables.Write(model.Optimizer!, model.TrainableWeights),
            OptimizerVariables.Write(same.Optimizer!, same.TrainableWeights)));
        Assert.That(model.Objective!.Outputs[0].Loss, Is.EqualTo(same.Objective!.Outputs[0].Loss));
        Assert.That(model.Objective.Outputs[0].Metrics, Is.EqualTo(same.Objective.Outputs[0].Metrics));
    }

    [Test]
    public void TheGoldenConvolution_IsOpened_WhereItsLayersAreThere_AndRefusedByName_WhereNot()
    {
        var path = Golden.At("models/digits_conv.h5");
        var config = JsonNode.Parse(ModelFile.Open(path).Tree!.Notes["model_config"][0])!;
        var missing = config["config"]!["layers"]!.AsArray().Select(layer => (string)layer!["class_name"]!)
            .Where(name => LayerRegistry.Find(name) is null).ToArray();
        if (missing.Length > 0)
        {
            Assert.That(() => Model.Load(path), Throws.TypeOf<InvalidDataException>().With.Message.Contains($"'{missing[0]}'"));
            return;
        }
        using var model = Model.Load(path);
        using var same = Model.Load(Golden.At("models/digits_conv.keras"));
        var input = Golden.Tensor(Golden.Json("models/digits_conv.json")["inputs"]);
        Assert.That(Mismatch.IsBitwiseEqual(model.Predict(input), same.Predict(input)));
    }

    [Test]
    public void WithoutCompiling_NothingOfTheTrainingIsRead()
    {
        using var model = Model.Load(FileCase.Of("keras2/sequential.h5").Path, compile: false);
        Assert.That(model.IsCompiled, Is.False);
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
    }

    [Test]
    public void TheMemoryOfOptimizersBeforeKeras211_IsLeftOut_AsKerasDoes()
    {
        using var model = FileCase.Open("keras2/sequential.h5");
        Assert.That(model.LoadReport.Lines(), Has.Count.EqualTo(1));
        Assert.That(model.LoadReport.Lines()[0], Does.Contain("optimizer Adam").And.Contain("9 variables").And.Contain("10"));
        Assert.That(model.Optimizer!.Iterations, Is.Zero);
        Assert.That(model.Optimizer.LearningRate, Is.EqualTo(0.01).Within(1e-9));
        Assert.That(model.Objective!.Outputs[0].Loss, Is.TypeOf<MeanSquaredErrorLoss>());
        Assert.That(model.Objective.Outputs[0].Metrics.Select(metric => metric.Name), Is.EqualTo(new[] { "mae" }));
    }

    [Test]
    public void TheMemoryOfOptimizersOfKeras211_IsTaken()
    {
        using var model = FileCase.Open("keras2/new_optimizer.h5");
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        Assert.That(model.Optimizer!.Iterations, Is.EqualTo(5));
        Assert.That(model.Optimizer.LearningRate, Is.EqualTo(0.02).Within(1e-8), "the value is that of the variable, not of the setting");
        Assert.That(model.Optimizer.State, Has.Count.EqualTo(8));
        Assert.That(model.Optimizer.State!.SelectMany(slot => slot.ToArray<float>()), Is.All.EqualTo(0.25f));
    }

    [Test]
    public void TheOldestSettings_AreUnderstood()
    {
        using var model = FileCase.Open("keras2/layer_list.h5");
        Assert.That(model.Optimizer, Is.TypeOf<Sgd>());
        Assert.That(model.Optimizer!.LearningRate, Is.EqualTo(0.05).Within(1e-9));
        Assert.That(model.LoadReport.Lines(), Has.Count.EqualTo(1).And.One.Contains("decay of 0.001"));
        Assert.That(model.Objective!.Outputs[0].Loss!.Alias, Is.EqualTo("mse"));
        Assert.That(model.Input!.Name, Is.EqualTo("dense_input"));
    }

    [Test]
    public void ACallWithArguments_IsRefused()
    {
        var (config, root) = Config("keras2/functional.h5");
        config["config"]!["layers"]![5]!["inbound_nodes"] = JsonNode.Parse("""[[["add", 0, 0, {"mask": ["x", 0, 0]}]]]""");
        root.Notes["model_config"] = [config.ToJsonString()];
        Assert.That(() => LegacyModel.Read("file.h5", root, compile: false),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("mask"));
    }

    [TestCase("ConvLSTM2D")]
    [TestCase("TFOpLambda")]
    [TestCase("Lambda")]
    public void ALayerThatIsNotThere_IsRefusedByName(string className)
    {
        var (config, root) = Config("keras2/layer_list.h5");
        config["config"]![1]!["class_name"] = className;
        root.Notes["model_config"] = [config.ToJsonString()];
        Assert.That(() => LegacyModel.Read("file.h5", root, compile: true),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains($"'{className}'").And.Message.Contains("dense_1"));
    }

    [Test]
    public void AModelThatDoesNotSayItsInput_IsRefused()
    {
        var (config, root) = Config("keras2/layer_list.h5");
        ((JsonObject)config["config"]![0]!["config"]!).Remove("batch_input_shape");
        root.Notes["model_config"] = [config.ToJsonString()];
        Assert.That(() => LegacyModel.Read("file.h5", root, compile: true),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("batch_input_shape"));
    }

    [Test]
    public void AFileThatIsNoJson_IsRefused()
    {
        var (_, root) = Config("keras2/layer_list.h5");
        root.Notes["model_config"] = ["{\"class_name\": "];
        Assert.That(() => LegacyModel.Read("file.h5", root, compile: true),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("model_config"));
    }

    [Test]
    public void AFileOfKeras1_IsRefused()
    {
        var (_, root) = Config("keras2/layer_list.h5");
        root.Notes["keras_version"] = ["1.2.2"];
        Assert.That(() => LegacyModel.Read("file.h5", root, compile: true),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("Keras 1.2.2"));
    }

    [Test]
    public void AMissingGroupOrTensor_OrAnotherCountOfLayersOrWeights_IsRefused()
    {
        void AssertRefused(Action<WeightGroup> damage, params string[] messages)
        {
            var (_, root) = Config("keras2/layer_list.h5");
            damage(root.Groups["model_weights"]);
            var error = Assert.Throws<InvalidDataException>(() => LegacyModel.Read("file.h5", root, compile: true))!;
            foreach (var message in messages) Assert.That(error.Message, Does.Contain(message));
        }

        AssertRefused(weights => weights.Notes.Remove("layer_names"), "layer_names");
        AssertRefused(weights => weights.Notes["layer_names"] = ["dense", "gone"], "'gone'", "no group");
        AssertRefused(weights => weights.Notes["layer_names"] = ["dense"], "1 layer (dense)", "2 layers", "dense_1");
        AssertRefused(weights => weights.Notes["layer_names"] = ["dense_1", "dense"], "dense (Dense)", "dense/kernel", "[4, 4]", "[4, 1]");
        AssertRefused(weights => weights.Groups["dense"].Notes["weight_names"] = ["dense/kernel:0"], "dense (Dense)", "2 weights", "has 1");
        AssertRefused(weights => weights.Groups["dense"].Notes["weight_names"] = ["dense/kernel:0", "dense/gone:0"], "'dense/gone:0'",
            "no tensor");
        AssertRefused(weights => weights.Add("top_level_model_weights").Notes["weight_names"] = ["gone"], "'gone'");
    }

    [TestCase(0.2)]
    [TestCase(0.6)]
    [TestCase(0.98)]
    public void AFileThatBrokeOff_IsRefused(double part)
    {
        using var folder = new TempFolder();
        var bytes = File.ReadAllBytes(FileCase.Of("keras3/branches.h5").Path);
        File.WriteAllBytes(folder.At("model.h5"), bytes[..(int)(part * bytes.Length)]);
        Assert.That(() => Model.Load(folder.At("model.h5")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("cut off"));
    }

    private static (JsonObject Config, WeightGroup Root) Config(string name)
    {
        var root = ModelFile.Open(FileCase.Of(name).Path).Tree!;
        return ((JsonObject)JsonNode.Parse(root.Notes["model_config"][0])!, root);
    }

    private static IEnumerable<TestCaseData> Cases(Func<FileCase, bool> which) =>
        FileCase.All.Where(which).Select(one => new TestCaseData(one).SetArgDisplayNames(one.Name));
}
