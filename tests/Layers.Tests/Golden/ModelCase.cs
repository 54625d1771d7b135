using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>An archive that Keras wrote, rows, and Keras's prediction.</summary>
internal sealed record ModelCase(string Name, TensorData Input, TensorData Output, JsonObject? Facts = null)
{
    public string Path => Golden.At($"{Name}.keras");

    /// <summary>The tolerance of the prediction.</summary>
    // One layer of that model rounds its inputs, weights and outputs to the 8 bits of bfloat16.
    public Tolerance Tolerance => Name == "models/mixed_bfloat16" ? Tolerance.BFloat16 : Tolerance.Of(Output.Type);

    public static IEnumerable<ModelCase> All { get; } = [.. OfTensorFlow(), .. OfNumPy("keras-numpy"), .. OfNumPy("keras-numpy/versions")];

    public Model Load() => Model.Load(Path);

    public override string ToString() => Name;

    private static IEnumerable<ModelCase> OfTensorFlow() =>
        from file in Golden.Files("models", "*.json")
        let json = Golden.Json(file)
        // A single input may be given by its name.
        select new ModelCase(file[..^5],
            Golden.Tensor(Golden.IsTensor(json["inputs"]) ? json["inputs"] : ((JsonObject)json["inputs"]!).Single().Value),
            Golden.Tensor(json["outputs"]), json);

    private static IEnumerable<ModelCase> OfNumPy(string folder) =>
        from pair in Golden.Json($"{folder}/expected.json")
        where File.Exists(Golden.At($"{folder}/{pair.Key}"))
        select new ModelCase($"{folder}/{pair.Key[..^6]}", Golden.Nested(pair.Value!["input"]), Golden.Nested(pair.Value["output"]));
}
