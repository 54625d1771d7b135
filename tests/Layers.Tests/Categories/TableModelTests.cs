using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Keras's models of columns of words and numbers, loaded and saved again.</summary>
public sealed class TableModelTests
{
    [TestCase("table")]
    [TestCase("table_with_strings")]
    public void Model_PredictsWhatKerasPredicted_InBothEngines(string name)
    {
        var facts = Golden.Json($"tables/{name}.json");
        using var model = Model.Load(Golden.At($"tables/{name}.keras"));
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        var inputs = Inputs(facts);
        foreach (var engine in new[] { PredictEngine.OnnxRuntime, PredictEngine.Rows })
        {
            model.Engine = engine;
            var output = model.Predict(inputs).Values.Single();
            Assert.That(Mismatch.Of("output", output, Golden.Tensor(facts["outputs"])), Is.Empty, engine.ToString());
        }
    }

    [TestCase("table")]
    [TestCase("table_with_strings")]
    public void Model_SavedAgain_HasKerasSettingsWeightsAndAssets(string name)
    {
        using var folder = new TempFolder();
        using var model = Model.Load(Golden.At($"tables/{name}.keras"));
        model.Save(folder.At("again.keras"));
        using var theirs = ZipFile.OpenRead(Golden.At($"tables/{name}.keras"));
        using var ours = ZipFile.OpenRead(folder.At("again.keras"));
        Assert.That(ConfigMismatch.Of("", KerasJson.Parse(Bytes(ours, "config.json")), KerasJson.Parse(Bytes(theirs, "config.json"))),
            Is.Empty);
        Assert.That(ours.Entries.Select(entry => entry.FullName).Where(entry => entry.StartsWith("assets", StringComparison.Ordinal))
            .Order(), Is.EqualTo(theirs.Entries.Select(entry => entry.FullName)
            .Where(entry => entry.StartsWith("assets", StringComparison.Ordinal)).Order()));
        foreach (var entry in theirs.Entries.Where(entry => entry.FullName.StartsWith("assets", StringComparison.Ordinal)))
            Assert.That(Bytes(ours, entry.FullName), Is.EqualTo(Bytes(theirs, entry.FullName)), entry.FullName);
        using var again = Model.Load(folder.At("again.keras"));
        Assert.That(again.Weights.Zip(model.Weights).All(pair => Mismatch.IsBitwiseEqual(pair.First.Value, pair.Second.Value)));
        var inputs = Inputs(Golden.Json($"tables/{name}.json"));
        Assert.That(Mismatch.IsBitwiseEqual(again.Predict(inputs).Values.Single(), model.Predict(inputs).Values.Single()));
    }

    private static Dictionary<string, TensorData> Inputs(JsonObject facts) =>
        ((JsonObject)facts["inputs"]!).ToDictionary(input => input.Key, input => Golden.Tensor(input.Value));

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
