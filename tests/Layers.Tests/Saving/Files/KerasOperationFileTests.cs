using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests;

/// <summary>Files of real Keras with operations among their layers, inputs and outputs by name, optional inputs, and custom
/// losses.</summary>
/// <remarks><c>Fixtures/operations/make.py</c> made them.</remarks>
public sealed class KerasOperationFileTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "operations");

    private static IEnumerable<TestCaseData> Files =>
        Directory.EnumerateFiles(s_folder, "*.keras", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(path => File.Exists(Path.ChangeExtension(path, ".json")))
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetRelativePath(s_folder, path)));

    [TestCaseSource(nameof(Files))]
    public void AFile_PredictsWhatKerasPredicts_AndSoDoesWhatItIsSavedAs(string path)
    {
        using var model = Model.Load(path, compile: false);
        Check(model, path);
        using var folder = new TempFolder();
        model.Save(folder.At("again.keras"));
        using var again = Model.Load(folder.At("again.keras"));
        Check(again, path);
    }

    [Test]
    public void ThereAreAll() => Assert.That(Files.Count(), Is.EqualTo(39));

    [Test]
    public void ADictionary_NamesInputsAndOutputs_AndIsWrittenAgain()
    {
        using var folder = new TempFolder();
        using var model = Model.Load(Path.Combine(s_folder, "3.15.1", "dictionary.keras"));
        Assert.That(model.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "first", "second" }));
        model.Compile(new Sgd(), new Dictionary<string, Loss> { ["sum"] = Loss.MeanSquaredError, ["twice"] = Loss.MeanAbsoluteError });
        model.Save(folder.At("again.keras"));
        var config = KerasJson.Parse(EditedArchive.Text(folder.At("again.keras"), "config.json"))!["config"]!;
        Assert.That(config["input_layers"]!.ToJsonString(), Is.EqualTo("""{"first":["first",0,0],"second":["second",0,0]}"""));
        Assert.That(config["output_layers"]!.ToJsonString(), Is.EqualTo("""{"sum":["s",0,0],"twice":["t",0,0]}"""));
        using var again = Model.Load(folder.At("again.keras"));
        Assert.That(again.IsCompiled);
    }

    [Test]
    public void AnOptionalInput_MayBeLeftOutWhereNothingReadsIt()
    {
        using var model = Model.Load(Path.Combine(s_folder, "3.15.1", "optional.keras"));
        Assert.That(model.Inputs.Select(input => input.IsOptional), Is.EqualTo(new[] { false, true }));
        TensorData rows = new float[,] { { 1, 2 } };
        Assert.That(model.Predict(new Dictionary<string, TensorData> { ["a"] = rows })["s"].ToArray<float>(), Is.EqualTo(new[] { 3f }));
        Assert.That(() => model.Predict(new Dictionary<string, TensorData> { ["b"] = rows }),
            Throws.ArgumentException.With.Message.Contains("a"));
        Input a = new(2, name: "a"), b = new(2, name: "b") { IsOptional = true };
        using var reading = new Functional([a, b], [new Add().Apply(a, b)]);
        Assert.That(() => reading.Predict(new Dictionary<string, TensorData> { ["a"] = rows }),
            Throws.ArgumentException.With.Message.Contains("'b' is optional, but"));
    }

    [Test]
    public void ACustomLossOrMetric_IsRefused_AndTheErrorSaysHowToLoadIt([Values("custom_loss", "custom_metric")] string name,
        [Values("3.3.3", "3.12.0", "3.15.1")] string version)
    {
        var path = Path.Combine(s_folder, version, name + ".keras");
        var message = Assert.Throws<InvalidDataException>(() => Model.Load(path))!.Message;
        Assert.That(message, Does.Contain(name == "custom_loss" ? "'my_loss'" : "'my_metric'").And.Contain("Model.Load(path, compile: " +
            "false)").And.Contain("config.json").And.Contain("compile_config"));
        using var model = Model.Load(path, compile: false);
        Assert.That(model.IsCompiled, Is.False);
    }

    [Test]
    public void ASequentialModel_WithShapesInItsLayersOnly_IsBuilt()
    {
        using var folder = new TempFolder();
        using (var model = new Sequential { new Input(3), new Dense(2), new Dense(1) }) model.Save(folder.At("model.keras"));
        EditedArchive.Edit(folder.At("model.keras"), folder.At("edited.keras"), "config.json", text =>
        {
            var json = (JsonObject)KerasJson.Parse(text)!;
            json.Remove("build_config");
            var config = (JsonObject)json["config"]!;
            config.Remove("build_input_shape");
            ((JsonArray)config["layers"]!).RemoveAt(0);
            return KerasJson.Write(json);
        });
        using var loaded = Model.Load(folder.At("edited.keras"));
        using var whole = Model.Load(folder.At("model.keras"));
        Assert.That(loaded.Predict(new float[,] { { 1, 2, 3 } }), Is.EqualTo(whole.Predict(new float[,] { { 1, 2, 3 } })));
    }

    [TestCase("[{\"class_name\": \"__slice__\", \"config\": {\"start\": null, \"stop\": null, \"step\": null}}, 6]")]
    [TestCase("[0, 0, 0]")]
    [TestCase("{\"class_name\": \"__slice__\", \"config\": {\"start\": 0, \"stop\": 1, \"step\": 0}}")]
    [TestCase("\"x\"")]
    [TestCase("[{\"class_name\": \"__ellipsis__\", \"config\": {}}, {\"class_name\": \"__ellipsis__\", \"config\": {}}]")]
    public void AKeyThatTakesNothing_IsRefused(string key)
    {
        using var folder = new TempFolder();
        EditedArchive.Edit(Path.Combine(s_folder, "3.15.1", "get_item.keras"), folder.At("edited.keras"), "config.json", text =>
        {
            var json = KerasJson.Parse(text)!;
            var item = json["config"]!["layers"]!.AsArray().First(layer => (string?)layer!["class_name"] == "GetItem")!;
            item["inbound_nodes"]![0]!["args"]![1] = KerasJson.Parse(key);
            return KerasJson.Write(json);
        });
        Assert.That(() => Model.Load(folder.At("edited.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("get_item").And.Message.Contains("layers"));
    }

    private static void Check(Model model, string path)
    {
        var expected = (JsonObject)KerasJson.Parse(File.ReadAllBytes(Path.ChangeExtension(path, ".json")))!;
        var inputs = Named(expected["inputs"]!, [.. model.Inputs.Select(input => input.Name)]);
        var outputs = Named(expected["outputs"]!, [.. model.OutputNames]);
        var results = model.Predict(inputs);
        foreach (var (name, tensor) in outputs)
        {
            Assert.That(results[name].Shape, Is.EqualTo(tensor.Shape));
            Assert.That(Casting.Cast(results[name], DType.Float32).ToArray<float>(),
                Is.EqualTo(Casting.Cast(tensor, DType.Float32).ToArray<float>()).Within(1e-5f).Percent, name);
        }
    }

    private static Dictionary<string, TensorData> Named(JsonNode tensors, string[] names) => tensors switch
    {
        JsonArray list => list.Zip(names).ToDictionary(pair => pair.Second, pair => Golden.Tensor(pair.First)),
        JsonObject one when one.ContainsKey("data") => new() { [names[0]] = Golden.Tensor(one) },
        var byName => ((JsonObject)byName).ToDictionary(pair => pair.Key, pair => Golden.Tensor(pair.Value)),
    };
}
