using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Layers are found in a file in each place where a layer or model has them, and in no other place.</summary>
public sealed class LayerEntriesTests
{
    private static readonly string[] s_settings = ["layers", "layer", "backward_layer", "cell", "cells"];

    [Test]
    public void Below_GoesThroughAllSettings_InTheOrderOfTheLayers()
    {
        var json = JsonNode.Parse("""
            {"class_name":"A","config":{"cells":[{"config":{"name":"d"}},7,{"config":{"name":"e"}}],"cell":{"config":{"name":"c"}},"kernel":{"config":{"name":"no layer"}},
            "backward_layer":{"config":{"name":"b"}},"layer":{"class_name":"InputLayer","config":{"name":"a"}},"layers":"none"}}
            """);
        Assert.That(LayerEntries.Below(json).Select(entry => (entry.Setting, entry.Name, entry.IsPlaced)), Is.EqualTo(new[]
        {
            ("layer", "a", false), ("backward_layer", "b", true), ("cell", "c", true), ("cells", "d", true), ("cells", "e", true),
        }));
        Assert.That(LayerEntries.Below(null), Is.Empty);
    }

    [Test]
    public void AStatefulLayer_KeepsTheBatchSize_InAnyPlace([ValueSource(nameof(s_settings))] string setting)
    {
        Assert.That(KeepsBatch(setting, """{"class_name":"LSTM","config":{"name":"l","stateful":true}}"""));
        Assert.That(KeepsBatch(setting, """{"class_name":"LSTM","config":{"name":"l","stateful":false}}"""), Is.False);
    }

    [Test]
    public void SomethingElseThatIsCalledStateful_DoesNot() =>
        Assert.That(KeepsBatch("layer", """{"class_name":"tests>Own","config":{"name":"o","options":{"stateful":true}}}"""), Is.False);

    [Test]
    public void AnInvalidNoiseShape_IsLeftOut_InAnyPlace([ValueSource(nameof(s_settings))] string setting)
    {
        var notes = new LoadNotes();
        var json = Around(setting, """{"class_name":"Dropout","config":{"name":"idle","noise_shape":2}}""");
        ReleaseSettings.Remove(json, notes);
        Assert.That(notes.OfModel().Warnings.Select(warning => warning.Subject),
            Is.EqualTo(new[] { "The setting noise_shape = 2 of idle (Dropout)" }));
        Assert.That(json.ToJsonString(), Does.Not.Contain("noise_shape"));
    }

    private static bool KeepsBatch(string setting, string layer)
    {
        var config = new JsonObject
        {
            ["layers"] = new JsonArray(JsonNode.Parse("""{"class_name":"InputLayer","config":{"name":"x"}}"""),
            Around(setting, layer))
        };
        StatefulEntries.Mark(config);
        return config["layers"]![0]!["config"]!.AsObject().ContainsKey(Input.KeepsBatch);
    }

    private static JsonObject Around(string setting, string layer)
    {
        var inner = JsonNode.Parse(layer);
        return new JsonObject
        {
            ["class_name"] = "Outer",
            ["config"] = new JsonObject { ["name"] = "outer", [setting] = setting.EndsWith('s') ? new JsonArray(inner) : inner }
        };
    }
}
