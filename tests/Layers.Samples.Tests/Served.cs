using System.Text.Json.Nodes;
using Layers.Graphs;
using Layers.TensorFlow;

namespace Layers.Samples.Tests;

/// <summary>The model of a sample as a SavedModel, run by TensorFlow if <c>LAYERS_TENSORFLOW</c> names its library. If
/// <c>LAYERS_EXPORTS</c> names a folder, the SavedModel is kept there, with its inputs and outputs beside it.</summary>
internal static class Served
{
    /// <summary>Asserts that TensorFlow gives the model's prediction, to 1e-6.</summary>
    /// <param name="name">The sample's name.</param>
    /// <param name="model">The sample's model, as loaded.</param>
    /// <param name="rows">The rows, with the types and shapes of the model's inputs.</param>
    public static void IsAlike(string name, Model model, IReadOnlyDictionary<string, TensorData> rows)
    {
        var kept = Environment.GetEnvironmentVariable("LAYERS_EXPORTS") is { Length: > 0 } given ? given : null;
        var folder = kept ?? Directory.CreateTempSubdirectory("layers-sample-").FullName;
        try
        {
            var path = Path.Combine(folder, $"sample_{name}");
            var graph = model.ExportSavedModel(path);
            var expected = graph.Outputs.Zip(model.Predict(rows).Values)
                .ToDictionary(pair => pair.First.Key, pair => pair.Second.ToArray<float>());
            if (kept is not null) Keep(path, model, graph, rows, expected);
            if (Environment.GetEnvironmentVariable("LAYERS_TENSORFLOW") is not { Length: > 0 }) return;
            using var saved = SavedModel.Load(path);
            foreach (var (output, data) in saved.Predict(rows))
            {
                var actual = data.ToArray<float>();
                Assert.That(actual, Has.Length.EqualTo(expected[output].Length));
                for (var i = 0; i < actual.Length; i++)
                    Assert.That(actual[i], Is.EqualTo(expected[output][i]).Within(1e-6 + 1e-6 * Math.Abs(expected[output][i])),
                        $"{output}[{i}]");
            }
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static void Keep(string path, Model model, Graph graph, IReadOnlyDictionary<string, TensorData> rows,
        IReadOnlyDictionary<string, float[]> expected)
    {
        model.ExportOnnx(path + ".onnx");
        var count = rows.Values.First().Shape[0].Size;
        var call = new JsonObject
        {
            ["input"] = new JsonObject(rows.Select(row => KeyValuePair.Create(row.Key,
                (JsonNode?)Tensor(row.Value.Type, row.Value.Shape, Elements(row.Value))))),
            ["output"] = new JsonObject(graph.Outputs.Select(output =>
                KeyValuePair.Create(output.Key,
                    (JsonNode?)Tensor(DType.Float32, output.Value.Shape.With(0, count),
                    expected[output.Key].Select(number => (JsonNode?)JsonValue.Create(number)))))),
        };
        var signature = new JsonObject
        {
            ["inputs"] = new JsonObject(graph.Inputs.Select(input => KeyValuePair.Create(input.Name!, (JsonNode?)Info(input)))),
            ["outputs"] = new JsonObject(graph.Outputs.Select(output => KeyValuePair.Create(output.Key, (JsonNode?)Info(output.Value)))),
            ["calls"] = new JsonArray(call),
        };
        var file = new JsonObject
        {
            ["description"] = model.Name,
            ["tags"] = new JsonArray("serve"),
            ["signatures"] = new JsonObject { ["serving_default"] = signature }
        };
        File.WriteAllText(path + ".json", file.ToJsonString());
    }

    private static JsonObject Info(Value value) => new() { ["dtype"] = value.Type.Name(), ["shape"] = Sizes(value.Shape) };

    private static JsonObject Tensor(DType type, Shape shape, IEnumerable<JsonNode?> elements) =>
        new() { ["shape"] = Sizes(shape), ["dtype"] = type.Name(), ["data"] = new JsonArray([.. elements]) };

    private static JsonArray Sizes(Shape shape) => new([.. shape.Select(dim => dim.IsKnown ? JsonValue.Create(dim.Size) : null)]);

    private static IEnumerable<JsonNode?> Elements(TensorData data) => data.Type switch
    {
        DType.String => data.ToArray<string>().Select(text => (JsonNode?)JsonValue.Create(text)),
        DType.Int64 => data.ToArray<long>().Select(number => (JsonNode?)JsonValue.Create(number)),
        DType.Float64 =>
            data.ToArray<double>().Select(number => double.IsNaN(number) ? JsonValue.Create("NaN") : (JsonNode?)JsonValue.Create(number)),
        _ => data.ToArray<float>().Select(number => float.IsNaN(number) ? JsonValue.Create("NaN") : (JsonNode?)JsonValue.Create(number)),
    };
}
