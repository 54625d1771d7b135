using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The compile settings of Keras 2's models: the names of that time, for one output and for several, and the optimizers'
/// state.</summary>
public sealed class OldCompileTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TempFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [TestCase("""{"mpg": ["mse", "mae"], "origin": ["accuracy"]}""")]
    [TestCase("""[["mse", "mae"], ["accuracy"]]""")]
    [TestCase("""[[{"class_name":"MeanMetricWrapper","config":{"name":"mse","dtype":"float32","fn":"mean_squared_error"}},{"class_name":"MeanAbsoluteError","config":{"name":"mae","dtype":"float32","fn":"mean_absolute_error"}}],[{"class_name":"MeanMetricWrapper","config":{"name":"accuracy","dtype":"float32","fn":{"module":"builtins","class_name":"function","config":"sparse_categorical_accuracy","registered_name":"function"}}}]]""")]
    public void MetricsOfSeveralOutputs_GoToTheirOutputs(string metrics)
    {
        var compiled = new JsonObject
        {
            ["loss"] = JsonNode.Parse("""{"mpg": "mae", "origin": "sparse_categorical_crossentropy"}"""),
            ["metrics"] = JsonNode.Parse(metrics)
        };
        var archive = CompileJson.Read(LegacyCompile.OfArchive(With(compiled, "optimizer"), new LoadNotes()), ["mpg", "origin"]);
        var hdf5 = CompileJson.Read(LegacyCompile.OfHdf5(With(compiled, "optimizer_config"), new LoadNotes())!, ["mpg", "origin"]);
        foreach (var objective in new[] { archive, hdf5 })
        {
            Assert.That(objective.Optimizer, Is.TypeOf<Sgd>());
            Assert.That(objective.Outputs.Select(output => string.Join(" ", output.Metrics.Select(metric => metric.Name))),
                Is.EqualTo(new[] { "mse mae", "accuracy" }));
        }
    }

    [TestCase("""{"class_name":"MeanSquaredError","config":{"reduction":"auto","name":"mean_squared_error","fn":"mean_squared_error"}}""")]
    [TestCase("""{"mpg":{"class_name":"MeanSquaredError","config":{"reduction":"auto","name":"mean_squared_error","fn":"mean_squared_error"}}}""")]
    [TestCase("""[{"module":"keras.losses","class_name":"MeanSquaredError","config":{"reduction":"auto","name":"mean_squared_error","fn":"mean_squared_error"},"registered_name":null}]""")]
    public void LossesAsObjects_AreConverted_InAnyPlace(string loss)
    {
        var compiled = With(new JsonObject { ["loss"] = JsonNode.Parse(loss) }, "optimizer");
        var objective = CompileJson.Read(LegacyCompile.OfArchive(compiled, new LoadNotes()), ["mpg"]);
        Assert.That(objective.Outputs[0].Loss, Is.TypeOf<MeanSquaredErrorLoss>());
        Assert.That(objective.Outputs[0].Loss!.Reduction, Is.EqualTo(LossReduction.SumOverBatchSize));
    }

    [Test]
    public void OptimizersOfThatTime_AreUnderstood()
    {
        var notes = new LoadNotes { Entry = "config.json" };
        var compiled = new JsonObject
        {
            ["loss"] = "mse",
            ["optimizer"] = JsonNode.Parse("""{"module":"keras.optimizers.legacy","class_name":"RMSprop","config":{"name":"RMSprop","learning_rate":0.01,"decay":0.5,"rho":0.9,"momentum":0.0,"epsilon":1e-07,"centered":false},"registered_name":null}"""),
        };
        var objective = CompileJson.Read(LegacyCompile.OfArchive(compiled, notes), ["y"]);
        Assert.That(objective.Optimizer, Is.TypeOf<RmsProp>());
        Assert.That(notes.OfModel().Warnings.Single().ToString(),
            Does.StartWith("The optimizer's decay of 0.5 was left out (config.json): ").And.Contain("InverseTimeDecay"));
    }

    // Keras 2 stores the last step even without momentum.
    [Test]
    public void MemoryThatNothingDependsOn_IsNoReasonToLeaveOutTheSteps()
    {
        using var model = Compiled(new Sgd(0.1));
        var notes = Read(model, [TensorData.Scalar(7L),
            .. model.TrainableWeights.Select(weight => TensorData.Zeros(weight.Type, weight.Shape))]);
        Assert.That(notes.OfModel().Warnings, Is.Empty);
        Assert.That(model.Optimizer!.Iterations, Is.EqualTo(7));
        Assert.That(model.Optimizer.LearningRate, Is.EqualTo(0.1));
        model.Fit(new float[,] { { 1, 2 } }, new float[,] { { 1 } }, epochs: 1);
        Assert.That(model.Optimizer.Iterations, Is.EqualTo(8));
    }

    [Test]
    public void MemoryWithoutALearningRate_IsTaken_WhereEveryShapeFits()
    {
        using var model = Compiled(new Adam(0.25));
        TensorData[] memory = [.. model.TrainableWeights.SelectMany(weight => new[] { TensorData.Zeros(weight.Type, weight.Shape),
            TensorData.Zeros(weight.Type, weight.Shape) })];
        Assert.That(Read(model, [TensorData.Scalar(3L), .. memory]).OfModel().Warnings, Is.Empty);
        Assert.That((model.Optimizer!.Iterations, model.Optimizer.LearningRate), Is.EqualTo((3L, 0.25)));
    }

    [TestCase("one less")]
    [TestCase("other shapes")]
    [TestCase("negative steps")]
    public void MemoryThatCannotBeMatched_IsLeftOut_AndReported(string what)
    {
        using var model = Compiled(new Adam(0.25));
        TensorData[] memory = [.. model.TrainableWeights.SelectMany(weight => new[] { TensorData.Zeros(weight.Type, weight.Shape),
            TensorData.Zeros(weight.Type, weight.Shape) })];
        var notes = Read(model, what switch
        {
            "one less" => [TensorData.Scalar(3L), .. memory[1..]],
            "other shapes" => [TensorData.Scalar(3L), .. memory.Reverse()],
            _ => [TensorData.Scalar(-3L), .. memory],
        });
        Assert.That(notes.OfModel().Warnings.Single().Subject, Is.EqualTo("The state of the optimizer adam"));
        Assert.That(notes.OfModel().SavingChanges, Has.One.Contains("does not write the parts that were left out"));
        Assert.That(model.Optimizer!.Iterations, Is.Zero);
        Assert.That(model.Optimizer.State, Is.Null);
    }

    // Keras 2's files do not have Nadam's product of momenta.
    [Test]
    public void NadamOfKeras2_IsLeftOut()
    {
        using var model = Compiled(new Nadam());
        TensorData[] memory = [.. model.TrainableWeights.SelectMany(weight => new[] { TensorData.Zeros(weight.Type, weight.Shape),
            TensorData.Zeros(weight.Type, weight.Shape) })];
        Assert.That(Read(model, [TensorData.Scalar(3L), .. memory]).OfModel().Warnings.Single().Reason, Does.Contain("9 variables"));
    }

    private static Sequential Compiled(Optimizer optimizer)
    {
        var model = new Sequential(seed: 1) { new Input(2), new Dense(3), new Dense(1) };
        model.Compile(optimizer, Loss.MeanSquaredError);
        return model;
    }

    private static LoadNotes Read(Model model, IReadOnlyList<TensorData> variables)
    {
        var notes = new LoadNotes();
        var plan = new WeightPlan(notes);
        OptimizerVariables.Read(model.Optimizer!, model.TrainableWeights, variables, plan, notes);
        plan.Apply();
        return notes;
    }

    private static JsonObject With(JsonObject compiled, string key)
    {
        var copy = (JsonObject)compiled.DeepClone();
        copy[key] = JsonNode.Parse("""{"class_name":"Custom>SGD","config":{"name":"SGD","weight_decay":null,"jit_compile":true,"is_legacy_optimizer":false,"learning_rate":0.01,"momentum":0.0,"nesterov":false}}""");
        return copy;
    }
}
