using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Real Keras and this library read each other's files of every form, and Keras gives no warning.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class FilesInteropTests
{
    // Keras loads a model from our archive, sets its weights to zero, and reads them from the weights file. Our reader then opens each form
    // that Keras writes.
    private const string Script = """
        def do(job):
            at, x = job["at"], np.array(job["x"], dtype="float32")
            predict = lambda model: np.asarray(model.predict(x, verbose=0), dtype="float32").reshape(-1).tolist()
            result = {}
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                model = keras.models.load_model(at + ".keras")
                model.set_weights([np.zeros(w.shape, w.dtype) for w in model.weights])
                model.load_weights(at + ".weights.h5")
                unzipped = keras.models.load_model(at + "-folder") if job["folder"] else None
            result["warnings"] = [str(w.message) for w in seen]
            result["weights"] = predict(model)
            if unzipped: result["folder"] = predict(unzipped)
            model.save_weights(at + "-keras.weights.h5")
            if job["folder"]: keras.saving.save_model(model, at + "-keras-folder", zipped=False)
            model.save(at + "-keras.h5")
            # By now Keras has lost the optimizer from its settings, as its own saving of .h5 leaves them.
            model.save(at + "-keras.keras")
            return result
        """;

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void EveryForm_GoesBothWays(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        var (models, rows, hasFolders) = (Models(), (TensorData)SmallData.X(), version != "3.3.3");
        var jobs = new List<JsonObject>();
        for (var i = 0; i < models.Count; i++)
        {
            models[i].Save(folder.At($"{i}.keras"));
            models[i].SaveWeights(folder.At($"{i}.weights.h5"));
            if (hasFolders) models[i].Save(folder.At($"{i}-folder"), zipped: false);
            jobs.Add(new JsonObject { ["at"] = folder.At($"{i}"), ["x"] = JsonTensors.Nested(rows), ["folder"] = hasFolders });
        }
        var results = KerasProcess.Run(version, folder.At(""), jobs, Script);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < models.Count; i++)
            {
                var (result, ours, name) = (results[i], models[i].Predict(rows), models[i].Name);
                Assert.That((string?)result["error"], Is.Null, name);
                if (result["error"] is not null) continue;
                Assert.That(result["warnings"]!.AsArray().Select(warning => (string)warning!), Is.Empty, name);
                Assert.That(Mismatch.Of("weights", Output(result["weights"]!, ours.Shape), ours, new(1e-5, 1e-5)), Is.Empty, name);
                if (hasFolders)
                    Assert.That(Mismatch.Of("folder", Output(result["folder"]!, ours.Shape), ours, new(1e-5, 1e-5)), Is.Empty, name);

                using var back = Model.Load(folder.At($"{i}.keras"));
                foreach (var weight in back.Weights.Where(weight => weight.Type == DType.Float32))
                    weight.Value = TensorData.Zeros(weight.Type, weight.Shape);
                Assert.That(back.LoadWeights(folder.At($"{i}-keras.weights.h5")).Warnings, Is.Empty, name);
                Assert.That(Mismatch.Of("weights back", back.Predict(rows), ours), Is.Empty, name);
                if (back.Optimizer is { } optimizer) Assert.That(optimizer.Iterations, Is.EqualTo(models[i].Optimizer!.Iterations));
                using var legacy = Model.Load(folder.At($"{i}-keras.h5"));
                Assert.That(Mismatch.Of("h5 back", legacy.Predict(rows), ours), Is.Empty, name);
                Assert.That(legacy.LoadReport!.Warnings, Is.Empty, name);
                Assert.That(Tasks.AreSame(State(legacy), State(back)), name);
                using var archive = Model.Load(folder.At($"{i}-keras.keras"));
                Assert.That(Mismatch.Of("archive back", archive.Predict(rows), ours), Is.Empty, name);
                if (archive.IsCompiled) Assert.That(archive.Optimizer, Is.TypeOf<RmsProp>(), "Keras's default");
                if (!hasFolders) continue;
                using var unzipped = Model.Load(folder.At($"{i}-keras-folder"));
                Assert.That(Mismatch.Of("folder back", unzipped.Predict(rows), ours), Is.Empty, name);
            }
        });
    }

    private static TensorData Output(JsonNode numbers, Shape shape) =>
        TensorData.Of(numbers.AsArray().Select(number => (float)number!).ToArray(), shape);

    private static IEnumerable<TensorData> State(Model model) =>
        model.Optimizer is { } optimizer ? OptimizerVariables.Write(optimizer, model.TrainableWeights) : [];

    private static List<Model> Models()
    {
        var normalization = new Normalization();
        normalization.Adapt(SmallData.X());
        var trained = new Sequential(name: "trained") { new Input(4), normalization, new Dense(8, Activation.Relu), new Dropout(0.1),
            new Dense(1) };
        trained.Compile(new Adam(), Loss.MeanSquaredError, Metric.MeanAbsoluteError);
        trained.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 2);
        var untrained = new Sequential(name: "untrained") { new Input(4), new Dense(3), new Dense(1) };
        untrained.Compile(new RmsProp(momentum: 0.5, centered: true), Loss.MeanSquaredError);
        return [trained, untrained, new Sequential(name: "plain") { new Input(4), new Dense(3), new Dense(1) }, Branches()];
    }

    private static Functional Branches()
    {
        var input = new Input(4, name: "x");
        var shared = new Dense(4, Activation.Tanh, name: "shared");
        var inner = new Sequential(name: "inner") { new Input(4), new Dense(4, name: "i1"), new Dense(4, name: "i2") };
        var left = shared.Apply(input.Tensor);
        var right = inner.Apply(shared.Apply(new Dense(4, name: "z").Apply(input.Tensor)));
        var output = new Dense(1, name: "out").Apply(new Add(name: "sum").Apply([left, right]));
        var model = new Functional([input], [output], "branches");
        model.Compile(new Sgd(0.01, momentum: 0.9), Loss.MeanSquaredError);
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 6);
        return model;
    }
}
