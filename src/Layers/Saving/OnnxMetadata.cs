using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The metadata of an exported ONNX file, by name.</summary>
internal static class OnnxMetadata
{
    private const string Layers = "layers", Version = "layers.version", Inputs = "layers.inputs", Outputs = "layers.outputs";

    public static IReadOnlyDictionary<string, string> Of(Model model, Graph graph)
    {
        var signature = model.Signature;
        // The graph has no input that no output depends on, and may have another name for an output.
        var read = graph.Inputs.Select(input => input.Name).ToHashSet();
        var inputs = SignatureJson.Inputs(model, signature);
        inputs.RemoveAll(input => !read.Contains((string?)input![SignatureJson.Name]));
        return new Dictionary<string, string>
        {
            [Layers] = string.Join(", ", model.Layers),
            [Version] = "1",
            [Inputs] = KerasJson.Write(inputs),
            [Outputs] = KerasJson.Write(SignatureJson.Outputs(model, signature, [.. graph.Outputs.Select(output => output.Key)])),
        };
    }
}
