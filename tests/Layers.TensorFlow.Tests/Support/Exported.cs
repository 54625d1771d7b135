using System.Text.Json.Nodes;

namespace Layers.TensorFlow.Tests;

/// <summary>A model that is written as a SavedModel and run by TensorFlow. If <c>LAYERS_EXPORTS</c> names a folder, the SavedModel stays
/// there, with its inputs and outputs beside it.</summary>
internal static class Exported
{
    /// <summary>The tolerance of numbers; numbers near zero are compared with the scale of the others.</summary>
    private static readonly Tolerance s_float32 = new(1e-6, 1e-6);

    public static void IsAlike(string name, Model model, IReadOnlyDictionary<string, TensorData> rows, Tolerance? tolerance = null) =>
        Assert.That(Faults(name, model, rows, tolerance), Is.Empty);

    /// <summary>Returns the differences from the results of the model in Layers.</summary>
    public static IReadOnlyList<string> Faults(string name, Model model, IReadOnlyDictionary<string, TensorData> rows,
        Tolerance? tolerance = null)
    {
        using var temporary = new TempFolder();
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
        var kept = Environment.GetEnvironmentVariable("LAYERS_EXPORTS") is { Length: > 0 } folder ? folder : null;
        if (kept is not null) Directory.CreateDirectory(kept);
        var path = kept is null ? temporary.At("model") : Path.Combine(kept, safe);
        var graph = model.ExportSavedModel(path);
        var expected = model.Predict(rows);
        var given = graph.Inputs.ToDictionary(input => input.Name!, input => Fitted(rows[input.Name!], input));
        if (kept is not null) Keep(kept, safe, model, graph, given, expected);
        SecondReading.Check(path);
        if (!RealTensorFlow.IsThere) Assert.Ignore("Written and read again; LAYERS_TENSORFLOW does not name TensorFlow's library, which " +
            "would run it.");
        using var saved = SavedModel.Load(path);
        Assert.That(saved.Signatures.Keys, Is.EquivalentTo(new[] { "serving_default", "serve" }));
        Assert.That(saved.Signatures["serve"].Inputs.Select(input => (input.Name, input.Type)),
            Is.EqualTo(graph.Inputs.Select(input => (input.Name, input.Type))));
        Assert.That(saved.Signatures["serve"].Outputs.Select(output => output.Name),
            Is.EqualTo(graph.Outputs.Select(output => output.Key)));
        var actual = saved.Predict(given);
        return [.. actual.Zip(expected).SelectMany(pair => pair.Second.Value.Type == DType.String ? Mismatch.OfTexts(pair.First.Key,
            pair.First.Value, pair.Second.Value)
            : Mismatch.Of(pair.First.Key, pair.First.Value, pair.Second.Value, pair.Second.Value.Type == DType.Float32
                && tolerance is null or { Relative: < 1e-4 } ? s_float32 : tolerance))];
    }

    /// <summary>Returns the rows with the types and shapes of the graph's inputs.</summary>
    private static TensorData Fitted(TensorData rows, Value input)
    {
        var data = rows.Type == input.Type || rows.Type == DType.String ? rows : Casting.Cast(rows, input.Type);
        return data.Shape.Rank == input.Shape.Rank ? data : data.Reshape([.. data.Shape, 1]);
    }

    private static void Keep(string folder, string name, Model model, Graph graph, Dictionary<string, TensorData> given,
        IReadOnlyDictionary<string, TensorData> expected)
    {
        JsonObject Infos(IEnumerable<(string Name, Value Value)> all) =>
            new([.. all.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)new JsonObject
        {
            ["dtype"] = one.Value.Type.Name(),
                ["shape"] = new JsonArray([.. one.Value.Shape.Select(dim => dim.IsKnown ? JsonValue.Create(dim.Size) : null)]),
        }))]);
        var outputs = graph.Outputs.Zip(expected.Values, (output, data) => KeyValuePair.Create(output.Key,
            (JsonNode?)SavedModelCase.Write(data)));
        var call = new JsonObject
        {
            ["input"] = new JsonObject([.. given.Select(pair => KeyValuePair.Create(pair.Key,
                (JsonNode?)SavedModelCase.Write(pair.Value)))]),
            ["output"] = new JsonObject([.. outputs])
        };
        var signature = new JsonObject
        {
            ["inputs"] = Infos(graph.Inputs.Select(input => (input.Name!, input))),
            ["outputs"] = Infos(graph.Outputs.Select(output => (output.Key, output.Value))),
            ["calls"] = new JsonArray(call)
        };
        File.WriteAllText(Path.Combine(folder, $"{name}.json"), new JsonObject
        {
            ["description"] = model.Name,
            ["tags"] = new JsonArray("serve"),
            ["signatures"] = new JsonObject { ["serving_default"] = signature }
        }.ToJsonString());
        try
        {
            model.ExportOnnx(Path.Combine(folder, $"{name}.onnx"));
        }
        catch (NotSupportedException)
        {
            // ONNX does not have an operator for everything that TensorFlow has.
        }
    }
}
