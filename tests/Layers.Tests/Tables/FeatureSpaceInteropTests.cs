using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Real Keras opens models that begin with a feature space. Without TensorFlow, Keras cannot compute texts and crosses, so the
/// features are numbers.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class FeatureSpaceInteropTests
{
    private const string Opens = """
        def do(job):
            model = keras.models.load_model(job["file"])
            output = model.predict({name: np.array(values, dtype="float32").reshape(-1, 1) for name, values in job["x"].items()}, verbose=0)
            return {"output": np.asarray(output, dtype="float64").reshape(-1).tolist()}
        """;

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras_OpensThem(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        var rows = Table.Of(Column.Number("Body Mass (g)", 3350, 4500, 3900, double.NaN),
            Column.Number("Beak Depth (mm)", 18.5, 14.5, 16, 19.1), Column.Number("Year", 2007, 2008, 2009, 2007));
        var space = new FeatureSpace
        {
            { ["Body Mass (g)", "Beak Depth (mm)"], new Imputation(), new Normalization() },
            Feature.FloatDiscretized("Year", [2008.0, 2009.0]),
        };
        space.Adapt(rows);
        using var one = new FeatureSpace { { "Year", new Normalization() } };
        one.Adapt(rows);
        using var line = new Sequential { space, new Dense(3, Activation.Tanh), new Dense(1) };
        using var single = new Sequential { one, new Dense(2) };
        using var called = new Functional(space.Inputs,
            [new Dense(2).Apply(space.ApplyAll([.. space.Inputs.Select(input => (KerasTensor)input)])[0])]);
        Model[] models = [space, line, single, called];
        var cases = new JsonArray();
        foreach (var (i, model) in models.Index())
        {
            model.Save(folder.At($"{i}.keras"));
            var x = new JsonObject();
            foreach (var input in model.Inputs)
                x[input.Name] = new JsonArray([.. Values(rows, input.Name).Select(value => JsonValue.Create(value))]);
            cases.Add(new JsonObject { ["file"] = folder.At($"{i}.keras"), ["x"] = x });
        }
        var results = KerasProcess.Run(version, folder.At(""), cases.Select(@case => (JsonObject)@case!.DeepClone()), Opens);
        foreach (var (i, result) in results.Index())
        {
            Assert.That(result["error"]?.ToString(), Is.Null, $"model {i}");
            var theirs = result["output"]!.AsArray().Select(number => (float)JsonTensors.Number(number)!.Value);
            var ours = models[i].Predict(models[i].Inputs.ToDictionary(input => input.Name,
                input => rows[input.Name].ToTensor(input.Type))).Values.Single().ToArray<float>();
            Assert.That(theirs, Is.EqualTo(ours).Within(1e-5), $"model {i}");
        }
    }

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras_OpensItsOwnClass(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        using var space = new FeatureSpace { Feature.FloatNormalized("a"), Feature.FloatRescaled("b", 2, 1),
            Feature.FloatDiscretized("c", 3) };
        space.Adapt(Table.Of(Column.Number("a", 1, 2, 6), Column.Number("b", 1, 2, 3), Column.Number("c", 1, 2, 3)));
        space.Save(folder.At("space.keras"));
        var result = KerasProcess.Run(version, folder.At(""), [new JsonObject { ["file"] = folder.At("space.keras") }], """
            def do(job):
                space = keras.models.load_model(job["file"])
                layers = space.preprocessors
                return {
                    "class": type(space).__name__, "mean": float(np.asarray(layers["a"].mean).reshape(-1)[0]), "scale": layers["b"].scale, "bins": list(layers["c"].bin_boundaries),
                    "modes": [space.features[name].output_mode for name in "abc"]}
            """)[0];
        Assert.That(result["error"]?.ToString(), Is.Null);
        Assert.That(((string)result["class"]!, (double)result["mean"]!, (double)result["scale"]!), Is.EqualTo(("FeatureSpace", 3.0, 2.0)));
        Assert.That(result["bins"]!.AsArray().Select(value => (double)value!),
            Is.EqualTo(((Discretization)space["c"].Layers[0]).BinBoundaries));
        Assert.That(result["modes"]!.AsArray().Select(mode => (string)mode!), Is.EqualTo(new[] { "float", "float", "one_hot" }));
    }

    private static double[] Values(Table rows, string name) =>
        [.. Enumerable.Range(0, rows.RowCount).Select(row => rows.Numbers(name)[row])];
}
