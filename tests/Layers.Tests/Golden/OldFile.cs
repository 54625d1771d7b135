using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>A file of Keras 2.13 to 2.15, rows, and that release's predictions.</summary>
internal sealed record OldFile(string File, JsonObject Facts)
{
    public static IReadOnlyList<OldFile> All { get; } =
    [
        .. from json in Golden.Files("keras2", "*.json")
           let facts = Golden.Json(json)
           from file in facts["files"]!.AsArray()
           select new OldFile((string)file!, facts),
    ];

    /// <summary>The files whose layers all exist here.</summary>
    public static IEnumerable<OldFile> Known => All.Where(file => !file.Missing.Any());

    public string Path => Golden.At($"keras2/{File}");

    /// <summary>The name of the model in the file: <c>digits</c>.</summary>
    public string Model => File[..File.IndexOf('-', StringComparison.Ordinal)];

    public string Release => (string)Facts["keras"]!;

    public bool IsFromWindows => File.Contains("-windows", StringComparison.Ordinal);

    public bool IsHdf5 => File.Contains("-hdf5", StringComparison.Ordinal);

    /// <summary>The same model as HDF5, which names the optimizer's variables.</summary>
    public OldFile Twin => All.Single(file => file.IsHdf5 && file.Model == Model && file.Release == Release);

    /// <summary>The classes of its layers that do not exist here.</summary>
    public IEnumerable<string> Missing =>
        Facts["layers"]!.AsArray().Select(layer => (string)layer!["class"]!)
        .Where(name => name is not ("Sequential" or "Functional") && LayerRegistry.Find(name) is null);

    public bool HasDropout => Facts["layers"]!.AsArray().Any(layer => (string)layer!["class"]! == "Dropout");

    public IReadOnlyList<TensorData> Outputs =>
        Facts["outputs"] is JsonArray list ? [.. list.Select(Golden.Tensor)] : [Golden.Tensor(Facts["outputs"])];

    /// <summary>Returns the rows by input, in the order of the model's inputs.</summary>
    public Dictionary<string, TensorData> Inputs(Model model) => Golden.IsTensor(Facts["inputs"])
        ? new() { [model.Inputs[0].Name] = Golden.Tensor(Facts["inputs"]) }
        : model.Inputs.ToDictionary(input => input.Name, input => Golden.Tensor(Facts["inputs"]![input.Name]));

    /// <summary>Returns a model's predictions for the rows, in the order of its outputs.</summary>
    public IReadOnlyList<TensorData> Predict(Model model)
    {
        var outputs = model.Predict(Inputs(model));
        return [.. model.OutputNames.Select(name => outputs[name])];
    }

    public override string ToString() => File;
}
