using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Real Keras opens models with shared layers, as separate layers in each place; a model of Keras that shares the layer loads
/// their weights.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class SharedLayerInteropTests
{
    private const string Script = """
        def do(job):
            keras.backend.clear_session()
            x, y = np.array(job["x"], "float32"), np.array(job["y"], "float32")
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                if job.get("shares"):
                    a, i, d = keras.Input((3,)), keras.Input((3,)), keras.layers.Dense(3, name="d")
                    model = keras.Model(i, d(keras.Model(a, d(a), name="sub")(i)))
                    model.compile(keras.optimizers.Adam(0.01), "mse")
                    # Keras makes its memory at the first step, and takes that of a file only once it is there.
                    model.optimizer.build(model.trainable_variables)
                else:
                    model = keras.models.load_model(job["file"])
                    # The file has its only input in a list, as every release reads it; some of them then want the data in a list too.
                    x = [x]
                if "weights" in job: model.load_weights(job["weights"])
                output = model.predict(x, verbose=0)
            count = len(model.trainable_variables)
            optimizer = [np.asarray(v, "float64").reshape(-1).tolist() for v in model.optimizer.variables]
            loss = model.fit(x, y, epochs=3, shuffle=False, verbose=0).history["loss"]
            if "resave" in job: model.save(job["resave"])
            return {"warnings": [str(w.message) for w in seen], "output": np.asarray(output, "float64").reshape(-1).tolist(), "trainable": count, "optimizer": optimizer, "loss": loss}
        """;

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void OurFile_OpensWithALayerOfItsOwnInEachPlace(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        // Keras 3.3 cannot call a model on steps within a functional model, and a scaler of two stock layers is a model.
        string[] names = [.. SharedModels.Names.Where(name => version != "3.3.3" || name != "scaler_on_each_step")];
        foreach (var name in names)
        {
            using var model = SharedModels.Make(name).Model;
            model.Save(folder.At(name + ".keras"));
        }
        var results = KerasProcess.Run(version, folder.At(""), names.Select(name => Job(name, folder, resave: true)), Script);
        Assert.Multiple(() =>
        {
            foreach (var (name, result) in names.Zip(results))
            {
                Assert.That((string?)result["error"], Is.Null, name);
                if (result["error"] is not null) continue;
                var (shared, _, trainable) = SharedModels.Make(name);
                using var model = shared;
                Assert.That(result["warnings"]!.AsArray(), Is.Empty, name);
                Assert.That((int)result["trainable"]!, Is.EqualTo(trainable), name);
                Assert.That(TrainingFixtures.Numbers(result["output"]),
                    Is.EqualTo(model.Predict(SharedModels.X).Cast<float>()).Within(1e-5), name);
                // Without layers.json, our reader opens the file as Keras does, and the optimizer continues in the same way.
                EditedArchive.Edit(folder.At(name + ".keras"), folder.At(name + "-copies.keras"), "layers.json", _ => null);
                using var copies = Model.Load(folder.At(name + "-copies.keras"));
                Assert.That(TrainingFixtures.Numbers(result["loss"]),
                    Is.EqualTo(copies.Fit(SharedModels.X, SharedModels.Y, epochs: 3, shuffle: false)["loss"]).Within(1e-5), name);
                using var again = Model.Load(folder.At(name + "-again.keras"));
                Assert.That(again.Predict(SharedModels.X).Cast<float>(),
                    Is.EqualTo(copies.Predict(SharedModels.X).Cast<float>()).Within(1e-4), name);
            }
        });
    }

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void OurWeights_FitAModelThatSharesTheLayer_AndTheModelOfOurFile(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        using var model = SharedModels.Make("sub_model").Model;
        model.Save(folder.At("sub_model.keras"));
        model.SaveWeights(folder.At("sub_model.weights.h5"));
        var predicted = model.Predict(SharedModels.X).Cast<float>().ToArray();
        var (shares, copies) = (Job("sub_model", folder), Job("sub_model", folder));
        shares["shares"] = true;
        foreach (var job in new[] { shares, copies }) job["weights"] = folder.At("sub_model.weights.h5");
        var results = KerasProcess.Run(version, folder.At(""), [shares, copies], Script);
        Assert.Multiple(() =>
        {
            foreach (var result in results)
            {
                Assert.That((string?)result["error"], Is.Null);
                Assert.That(TrainingFixtures.Numbers(result["output"]), Is.EqualTo(predicted).Within(1e-5));
            }
            // The optimizer's state fits the model that shares the layer: training continues as here.
            Assert.That(results[0]["warnings"]!.AsArray(), Is.Empty);
            Assert.That(TrainingFixtures.Numbers(results[0]["loss"]),
                Is.EqualTo(model.Fit(SharedModels.X, SharedModels.Y, epochs: 3, shuffle: false)["loss"]).Within(1e-5));
        });
    }

    private static JsonObject Job(string name, TempFolder folder, bool resave = false)
    {
        var job = new JsonObject
        {
            ["file"] = folder.At(name + ".keras"),
            ["x"] = JsonTensors.Nested(SharedModels.X),
            ["y"] = JsonTensors.Nested(SharedModels.Y)
        };
        if (resave) job["resave"] = folder.At(name + "-again.keras");
        return job;
    }
}
