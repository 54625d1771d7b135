using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Functional models: those of Keras load here, those made here open in Keras, and a model with a residual connection
/// trains.</summary>
[Parallelizable]
public sealed class FunctionalTests
{
    private static readonly string[] s_golden = ["nested_functional", "shared_layer", "every_activation", "reshapes",
        "two_inputs_two_outputs", "attention_mask"];

    [TestCaseSource(nameof(s_golden))]
    public void Model_PredictsWhatKerasPredicted_AndTheSameAfterSaving(string name)
    {
        var facts = Golden.Json($"functional/{name}.json");
        using var model = Model.Load(Golden.At($"functional/{name}.keras"));
        using var folder = new TempFolder();
        var outputs = Predict(model, facts["inputs"]!);
        TensorData[] expected = facts["outputs"] is JsonArray several
            ? [.. several.Select(Golden.Tensor)] : [Golden.Tensor(facts["outputs"])];
        Assert.That(outputs, Has.Count.EqualTo(expected.Length));
        Assert.That(outputs.Zip(expected).SelectMany((pair, i) => Mismatch.Of($"output {i}", pair.First, pair.Second)), Is.Empty);
        Assert.That(model.Weights.Sum(weight => weight.Value.Length), Is.EqualTo((int)facts["total_params"]!));
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        model.Save(folder.At("again.keras"));
        using var again = Model.Load(folder.At("again.keras"));
        Assert.That(Predict(again, facts["inputs"]!).Zip(outputs)
            .SelectMany((pair, i) => Mismatch.OfBits($"output {i}", pair.First, pair.Second)), Is.Empty);
    }

    [Test]
    public void Model_WithAResidualConnection_TrainsAndIsRestored()
    {
        using var model = WithAWayAround();
        using var folder = new TempFolder();
        var (x, y) = (Rows(40), Labels(40));
        model.Compile(new Adam(0.01), Loss.MeanSquaredError);
        var history = model.Fit(x, y, epochs: 20);
        Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0]));
        model.Save(folder.At("around.keras"));
        using var loaded = Model.Load(folder.At("around.keras"));
        Assert.That(Mismatch.OfBits("output", loaded.Predict((TensorData)x), model.Predict((TensorData)x)), Is.Empty);
        Assert.That(loaded.Fit(x, y, epochs: 2)["loss"], Is.EqualTo(model.Fit(x, y, epochs: 2)["loss"]));
    }

    [Test]
    public void SharedLayer_HasOneSetOfWeights()
    {
        var (a, b, shared) = (new Input(3, name: "a"), new Input(3, name: "b"), new Dense(2, name: "shared"));
        using var model = new Functional([a, b], [new Concatenate().Apply(shared.Apply(a), shared.Apply(b))]);
        Assert.That(model.Weights.Select(weight => weight.Path), Is.EqualTo(new[] { "shared/kernel", "shared/bias" }));
        var outputs = model.Predict(new Dictionary<string, TensorData>
        {
            ["a"] = Rows(2),
            ["b"] = Rows(2)
        })["concatenate"].ToArray<float>();
        Assert.That(outputs[..2], Is.EqualTo(outputs[2..4]));
    }

    [Test]
    public void SeveralOutputs_ArePredictedByName_AndAskForNames()
    {
        var x = new Input(3, name: "x");
        using var model = new Functional([x], [new Dense(1, name: "left").Apply(x), new Dense(2, name: "right").Apply(x)]);
        var outputs = model.Predict(new Dictionary<string, TensorData> { ["x"] = Rows(4) });
        Assert.That(outputs["left"].Shape, Is.EqualTo(Shape.Of(4, 1)));
        Assert.That(outputs["right"].Shape, Is.EqualTo(Shape.Of(4, 2)));
        model.Compile(new Adam(), Loss.MeanSquaredError);
        Assert.That(() => model.Fit(Rows(4), Labels(4)), Throws.TypeOf<LayerException>().With.Message.Contains("2 outputs"));
        Assert.That(() => model.Predict((TensorData)Rows(4)), Throws.TypeOf<LayerException>().With.Message.Contains("by name"));
    }

    [Test]
    public void Names_AreNumberedAndDisagreementsRefused()
    {
        var (x, other) = (new Input(3), new Input(3, name: "other"));
        using var model = new Functional(x, new Dense(1).Apply(new Dense(2).Apply(x)));
        Assert.That(model.Layers.Select(layer => layer.Name), Is.EquivalentTo(new[] { "dense", "dense_1" }));
        Assert.That(() => new Functional(x, new Add().Apply(x, other)), Throws.ArgumentException.With.Message.Contains("other"));
        Assert.That(() => model.Predict(new Dictionary<string, TensorData> { ["y"] = Rows(1) }),
            Throws.ArgumentException.With.Message.Contains("input_layer"));
        Assert.That(() => new Functional(x, new Dense(1, name: "same").Apply(new Dense(1, name: "same").Apply(x))),
            Throws.ArgumentException.With.Message.Contains("same"));
    }

    [Test]
    [Category("Interop")]
    public void Keras_OpensAndTrainsOurs([Values("3.3.3", "3.12.0", "3.15.1")] string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        using var model = WithAWayAround();
        var (x, y) = (Rows(40), Labels(40));
        model.Compile(new Adam(0.01), Loss.MeanSquaredError);
        model.Fit(x, y, epochs: 3);
        model.Save(folder.At("ours.keras"));
        var result = KerasProcess.Run(version, folder.At(""), [new JsonObject
        {
            ["file"] = folder.At("ours.keras"),
            ["x"] = Json(x),
            ["y"] = Json(y),
            ["batch_size"] = 8,
            ["epochs"] = 5,
            ["resave"] = folder.At("theirs.keras"),
        }])[0];
        Assert.That(result["error"], Is.Null, (string?)result["error"]);
        using var again = Model.Load(folder.At("theirs.keras"));
        Assert.That(Mismatch.OfBits("output", again.Predict((TensorData)x), model.Predict((TensorData)x)), Is.Empty);
        var next = model.Fit(x, y, batchSize: 8, epochs: 5, shuffle: false)["loss"];
        Assert.That(next.Zip(result["history"]!["loss"]!.AsArray())
            .SelectMany(pair => Mismatch.OfNumber("loss", pair.First, (double)pair.Second!, Tolerance.History)), Is.Empty);
    }

    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    [Category("Interop")]
    public void Keras_OpensASequentialAroundAFunctional(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        var x = new Input(3, name: "x");
        var inner = new Functional(x, new Dense(4, Activation.Tanh).Apply(x), name: "inner");
        using var model = new Sequential(seed: 2) { new Input(3), inner, new Dense(2), new Dense(1) };
        model.Compile(new Adam(0.01), Loss.MeanSquaredError);
        model.Save(folder.At("ours.keras"));
        var result = KerasProcess.Run(version, folder.At(""),
            [new JsonObject { ["file"] = folder.At("ours.keras"), ["x"] = Json(Rows(6)), ["y"] = Json(Labels(6)), ["batch_size"] = 6,
            ["predict"] = true, ["resave"] = folder.At("again.keras") }])[0];
        Assert.That((string?)result["error"], Is.Null);
        var expected = model.Predict(Rows(6)).Cast<float>().ToArray();
        Assert.That(result["predict"]!.AsArray().Select(number => (double)number!),
            Is.EqualTo(expected.Select(number => (double)number)).Within(1e-5));
        using var again = Model.Load(folder.At("again.keras"));
        Assert.That(again.Predict(Rows(6)).Cast<float>(), Is.EqualTo(expected));
    }

    private static Functional WithAWayAround()
    {
        var x = new Input(3, name: "x");
        var normalization = new Normalization();
        normalization.Adapt(Rows(40));
        var normal = normalization.Apply(x);
        var hidden = new Dense(8, Activation.Relu).Apply(normal);
        var inner = new Sequential(name: "inner") { new Input(8), new Dense(8, Activation.Tanh), new Dense(8) };
        var sum = new Add().Apply(hidden, inner.Apply(hidden));
        return new Functional(x, new Dense(1).Apply(new Concatenate().Apply(sum, normal)));
    }

    private static float[,] Rows(int count)
    {
        var rows = new float[count, 3];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < 3; j++)
                rows[i, j] = (float)RandomKey.Normal(j, i) * 10;
        return rows;
    }

    private static float[,] Labels(int count)
    {
        var (rows, labels) = (Rows(count), new float[count, 1]);
        for (var i = 0; i < count; i++) labels[i, 0] = (rows[i, 0] * rows[i, 1] / 50) + (rows[i, 2] / 10);
        return labels;
    }

    private static JsonObject Json(float[,] matrix) => new()
    {
        ["shape"] = new JsonArray(matrix.GetLength(0), matrix.GetLength(1)),
        ["dtype"] = "float32",
        ["data"] = new JsonArray([.. matrix.Cast<float>().Select(number => JsonValue.Create(number))]),
    };

    private static IReadOnlyList<TensorData> Predict(Model model, JsonNode inputs)
    {
        if (Golden.IsTensor(inputs)) return [model.Predict(Golden.Tensor(inputs))];
        var outputs = model.Predict(inputs.AsObject().ToDictionary(pair => pair.Key, pair => Golden.Tensor(pair.Value)));
        return [.. model.OutputNames.Select(name => outputs[name])];
    }
}
