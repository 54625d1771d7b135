using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Settings that only some releases of Keras had: a file with settings without effect is loaded, and the report names
/// them.</summary>
public sealed class OldSettingsTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TempFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void SettingsOfKeras2_ThatChangeNothing_AreNamedInTheReport()
    {
        using var model = Model.Load(Golden.At("keras2/functional-2.13.1.keras"));
        Assert.That(model.LoadReport!.SavingChanges, Has.One.Contains("batch_input_shape").And.One.Contains("the format of Keras 3"));
        using var pictures = new Sequential(seed: 1) { new Input([6, 6, 2]), new DepthwiseConv2D(3), new SeparableConv2D(2, 3),
            new Flatten(), new Embedding(2, 2) };
        // The Embedding gets the convolutions' fractions as indices, which the checks would refuse.
        pictures.ChecksValues = false;
        pictures.Save(_folder.At("model.keras"));
        var config = AsOld(KerasJson.Parse(EditedArchive.Text(_folder.At("model.keras"), "config.json"))!, (className, settings) =>
        {
            if (className is "DepthwiseConv2D" or "SeparableConv2D") settings["groups"] = 1;
            if (className == "SeparableConv2D") settings["kernel_initializer"] = JsonNode.Parse("""{"module":"keras.initializers","class_name":"GlorotUniform","config":{"seed":null},"registered_name":null}""");
            if (className == "Embedding") settings["input_length"] = 32;
        });
        using var old = Model.Load(Edited(config));
        var x = TensorData.Of(Enumerable.Range(0, 72).Select(i => i / 72f).ToArray(), [1, 6, 6, 2]);
        Assert.That(Mismatch.IsBitwiseEqual(old.Predict(x), pictures.Predict(x)));
        Assert.That(old.LoadReport!.SavingChanges, Has.One.Contains("groups, input_length, kernel_initializer"));
    }

    [TestCase("LSTM", "time_major", "false", true)]
    [TestCase("LSTM", "time_major", "true", false)]
    [TestCase("SimpleRNN", "implementation", "1", true)]
    [TestCase("GRUCell", "implementation", "2", true)]
    [TestCase("DepthwiseConv1D", "groups", "1", true)]
    [TestCase("DepthwiseConv1D", "groups", "2", false)]
    [TestCase("Conv1D", "groups", "1", false)]
    [TestCase("Dense", "time_major", "false", false)]
    public void ASettingThatChangesSomething_Stays(string className, string key, string value, bool isRemoved)
    {
        var settings = new JsonObject { ["name"] = "a", [key] = JsonNode.Parse(value) };
        OldSettings.Remove(className, settings, new LoadNotes());
        Assert.That(settings.ContainsKey(key), Is.EqualTo(!isRemoved));
    }

    [Test]
    public void LayersWithinALayer_HaveTheirSettingsTurnedAsWell()
    {
        var notes = new LoadNotes();
        var layer = LegacyJson.Layer(JsonNode.Parse("""
            {"class_name":"Bidirectional","config":{"name":"b","layer":{"class_name":"LSTM","config":{"name":"l","time_major":false,"implementation":2,"batch_input_shape":[null,2,3]}},
            "cells":[{"class_name":"GRUCell","config":{"name":"c","implementation":1}}]}}
            """), notes);
        Assert.That(layer["config"]!["layer"]!["config"]!.ToJsonString(), Is.EqualTo("""{"name":"l"}"""));
        Assert.That(layer["config"]!["cells"]![0]!["config"]!.ToJsonString(), Is.EqualTo("""{"name":"c"}"""));
        Assert.That(notes.OfModel().SavingChanges, Has.One.Contains("batch_input_shape, implementation, time_major"));
    }

    [TestCase("float64", "float64")]
    [TestCase("mixed_float16", """{"class_name":"Policy","config":{"name":"mixed_float16"}}""")]
    public void LayersWithinALayer_KeepTheirType_AndInitializersLoseIt(string type, string written)
    {
        var json = JsonNode.Parse("""
            {"class_name":"Bidirectional","config":{"name":"b","dtype":"float32","layer":{"class_name":"LSTM","config":{"name":"l","dtype":"T","kernel_initializer":{"class_name":"GlorotUniform","config":{"seed":1,"dtype":"float32"}}}},
            "cells":[{"class_name":"GRUCell","config":{"name":"c","dtype":"T"}}]}}
            """.Replace("\"T\"", written.StartsWith('{') ? written : $"\"{written}\"", StringComparison.Ordinal));
        var config = LegacyJson.Layer(json, new LoadNotes())["config"]!;
        Assert.That(config["layer"]!["config"]!.ToJsonString(),
            Is.EqualTo("""{"name":"l","dtype":"T","kernel_initializer":{"class_name":"GlorotUniform","config":{"seed":1}}}""".Replace("T\"",
            $"{type}\"", StringComparison.Ordinal)));
        Assert.That(config["cells"]![0]!["config"]!.ToJsonString(), Is.EqualTo($$"""{"name":"c","dtype":"{{type}}"}"""));
        Assert.That(config["dtype"]!.ToString(), Is.EqualTo("float32"));
    }

    [TestCase(0.0)]
    [TestCase(0.5)]
    public void AnInvalidNoiseShape_IsLeftOut_AndReported(double rate)
    {
        using var model = new Sequential(seed: 1) { new Input(3),
            new Sequential(name: "inner") { new Input(3), new Dropout(rate, name: "idle"), new Dense(2) } };
        model.Save(_folder.At("model.keras"));
        var text = EditedArchive.Text(_folder.At("model.keras"), "config.json");
        Assert.That(text, Does.Contain("\"noise_shape\":null"));
        using var loaded = Model.Load(Edited(KerasJson.Parse(text.Replace("\"noise_shape\":null", "\"noise_shape\":2",
            StringComparison.Ordinal))!));
        var warning = loaded.LoadReport!.Warnings.Single(one => one.Layer is not null);
        Assert.That((warning.Layer, warning.Entry), Is.EqualTo(("idle", "config.json")));
        Assert.That(warning.Subject, Is.EqualTo("The setting noise_shape = 2 of idle (Dropout)"));
        Assert.That(loaded.Predict(new float[,] { { 1, 2, 3 } }), Is.EqualTo(model.Predict(new float[,] { { 1, 2, 3 } })));
        loaded.Save(_folder.At("again.keras"));
        Assert.That(EditedArchive.Text(_folder.At("again.keras"), "config.json"), Does.Contain("\"noise_shape\":null"));
    }

    [Test]
    public void ASettingThatIsNotKnown_IsStillRefused()
    {
        using var model = new Sequential { new Input(3), new Dropout(0.5) };
        model.Save(_folder.At("model.keras"));
        var text = EditedArchive.Text(_folder.At("model.keras"), "config.json");
        Assert.That(() => Model.Load(Edited(KerasJson.Parse(text.Replace("\"noise_shape\":null", "\"noise_form\":2",
            StringComparison.Ordinal))!)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'noise_form'"));
    }

    // Writes the shape of inputs as Keras 2 did, by which an archive without metadata is recognized.
    private static JsonNode AsOld(JsonNode model, Action<string, JsonObject> change)
    {
        foreach (var entry in model["config"]!["layers"]!.AsArray())
        {
            var (className, settings) = (KerasObjects.ClassName(entry)!, (JsonObject)entry!["config"]!);
            if (settings["batch_shape"] is { } shape)
            {
                settings.Remove("batch_shape");
                settings["batch_input_shape"] = shape.DeepClone();
            }
            change(className, settings);
        }
        return model;
    }

    private string Edited(JsonNode config)
    {
        EditedArchive.Edit(_folder.At("model.keras"), _folder.At("one.keras"), "config.json", _ => KerasJson.Write(config));
        EditedArchive.Edit(_folder.At("one.keras"), _folder.At("two.keras"), "metadata.json", _ => null);
        EditedArchive.Edit(_folder.At("two.keras"), _folder.At("edited.keras"), "layers.json", _ => null);
        return _folder.At("edited.keras");
    }
}
