using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The settings of these layers have exactly Keras's keys.</summary>
public sealed class CategoryConfigTests
{
    private static readonly string[] s_layers = ["CategoryEncoding", "Hashing", "Discretization"];

    private static IEnumerable<TestCaseData> Cases =>
        LayerCase.All.Where(one => s_layers.Contains(one.Layer) && one.Json["config"] is not null)
            .Select(one => new TestCaseData(one).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void Config_HasKerasKeys(object @case)
    {
        var one = (LayerCase)@case;
        var written = (JsonObject)LayerJson.Write(LayerRun.FromConfig(one.Layer, one.Config))["config"]!;
        Assert.That(written.Select(pair => pair.Key), Is.EquivalentTo(one.Config.Select(pair => pair.Key)));
    }

    [Test]
    public void WordsThatKerasReads_BecomeTheWordsItWrites()
    {
        var config = new JsonObject { ["name"] = "colour", ["num_tokens"] = 4L, ["output_mode"] = "binary" };
        Assert.That((string?)LayerJson.Write(LayerRun.FromConfig("CategoryEncoding", config))["config"]!["output_mode"],
            Is.EqualTo("multi_hot"));
        config["output_mode"] = "multihot";
        Assert.That(() => LayerRun.FromConfig("CategoryEncoding", config),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("colour").And.Message.Contains("multi_hot"));
    }
}
