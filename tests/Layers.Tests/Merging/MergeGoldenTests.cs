using System.Text.Json.Nodes;
using Layers.Onnx;

namespace Layers.Tests;

/// <summary>Every golden case of the merging layers: the output, or the refusal.</summary>
public sealed class MergeGoldenTests
{
    private static readonly string[] s_layers = ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate", "Dot"];

    private static IEnumerable<TestCaseData> Cases =>
        from layer in s_layers
        from node in Golden.Json($"merging/{layer}.json")["cases"]!.AsArray()
        select new TestCaseData(layer, node).SetArgDisplayNames($"{layer} {node!["name"]}");

    [TestCaseSource(nameof(Cases))]
    public void Merge_IsKerasMerge(string layer, JsonNode node)
    {
        var settings = node["config"] ?? node["ctor"];
        MergeLayer Make() => (MergeLayer)LayerRegistry.Find(layer)!.Read(new ConfigReader((JsonObject)settings!.DeepClone(), layer));
        if ((string?)node["error"]?["when"] == "ctor")
        {
            Assert.That(Make, Throws.InstanceOf<InvalidDataException>().Or.InstanceOf<LayerException>());
            return;
        }
        var made = Make();
        TensorData[] data = [.. node["input"]!.AsArray().Select(Golden.Tensor)];
        Value[] inputs = [.. data.Select((tensor, i) => Ops.Input($"x{i}", tensor.Shape, tensor.Type))];
        if (node["error"] is not null)
        {
            Assert.That(() => made.Apply(inputs), Throws.TypeOf<LayerException>().With.Message.Contains(made.Name));
            return;
        }
        using var session = new OnnxSession(Graph.Of(made.Apply(inputs)));
        var output = session.Run([.. session.Graph.Inputs.Select(input => data[Array.IndexOf(inputs, input)])])[0];
        Assert.That(Mismatch.Of("output", output, Golden.Tensor(node["output"])), Is.Empty);
    }
}
