using System.Text.Json.Nodes;
using Layers.Onnx;

namespace Layers.Tests;

/// <summary>A case of <c>Fixtures/attention</c>: a layer of Keras, its inputs and its outputs.</summary>
internal sealed class AttentionCase(JsonObject json)
{
    public string Name { get; } = (string)json["name"]!;

    public IReadOnlyList<TensorData> Outputs { get; } = [.. json["outputs"]!.AsArray().Select(Golden.Tensor)];

    public TensorData? OutputMask { get; } = json["output_mask"] is { } mask ? Golden.Tensor(mask) : null;

    public JsonObject Config { get; } = (JsonObject)json["config"]!;

    public static IReadOnlyList<AttentionCase> All { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "attention",
        "cases.json")))!["cases"]!.AsArray().Select(node => new AttentionCase((JsonObject)node!))];

    /// <summary>Makes the layer from Keras's settings, as a file is read, with Keras's weights.</summary>
    public Layer Layer()
    {
        var layer = LayerRun.FromConfig((string)json["layer"]!, Config);
        layer.BuildFor([.. Inputs.Select(input => input.Shape)]);
        var weights = json["weights"]!.AsArray();
        Assert.That(layer.Weights, Has.Count.EqualTo(weights.Count));
        foreach (var (weight, value) in layer.Weights.Zip(weights)) weight.Value = Golden.Tensor(value);
        return layer;
    }

    /// <summary>Returns the outputs of our layer, followed by the mask of the first output if it has one.</summary>
    public IReadOnlyList<TensorData> Run(Layer layer)
    {
        var (record, feeds) = (CallRecord.ForPrediction(), new Dictionary<Value, TensorData>());
        Value Fed(string name, TensorData data)
        {
            var value = Ops.Input(name, data.Shape, data.Type);
            feeds[value] = data;
            return value;
        }
        Value[] inputs = [.. Inputs.Select((data, i) => Fed($"x{i}", data))];
        foreach (var (x, i) in inputs.Select((x, i) => (x, i)))
            if (json["masks"]![i] is { } mask) record.SetMask(x, Fed($"mask{i}", Golden.Tensor(mask)));
        var arguments = ((JsonObject)json["arguments"]!)
            .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Value>)[Fed(pair.Key, Golden.Tensor(pair.Value))]);
        var outputs = layer.ApplyAll(inputs, record, arguments, [.. json["flags"]!.AsArray().Select(flag => (string)flag!)]);
        Value[] all = record.MaskOf(outputs[0]) is { } own ? [.. outputs, own] : [.. outputs];
        foreach (var weight in layer.Weights) feeds[weight.Symbol] = weight.Value;
        using var session = new OnnxSession(Graph.Of([.. all.Select((value, i) => KeyValuePair.Create($"y{i}", value))]));
        return session.Run([.. session.Graph.Inputs.Select(input => feeds[input])]);
    }

    public override string ToString() => Name;

    private IReadOnlyList<TensorData> Inputs { get; } = [.. json["inputs"]!.AsArray().Select(Golden.Tensor)];
}
