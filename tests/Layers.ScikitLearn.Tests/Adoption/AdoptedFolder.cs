using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>A typical folder: a Keras model, scikit-learn's files, and the predictions of its training script.</summary>
internal sealed class AdoptedFolder
{
    private readonly JsonObject _expected;

    public AdoptedFolder(string name)
    {
        Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "adopt", name);
        _expected = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")))!;
    }

    public string Folder { get; }

    public string Model => Path.Combine(Folder, "model.keras");

    /// <summary>The raw records, as JSON.</summary>
    public IReadOnlyList<string> Records => [.. ((JsonArray)_expected["records"]!).Select(record => record!.ToJsonString())];

    /// <summary>The predictions of the training script for them.</summary>
    public float[] Output => [.. ((JsonArray)_expected["output"]!["data"]!).Select(number => number!.GetValue<float>())];

    /// <summary>The classes, if the predictions are words.</summary>
    public IReadOnlyList<string> Labels => [.. ((JsonArray)_expected["labels"]!).Select(word => word!.GetValue<string>())];

    public static Adoption Cars => new Adoption(new AdoptedFolder("cars").Model).Use("preprocessor.joblib")
        .WithTarget("target_scaler.joblib");

    public static Adoption Churn => new Adoption(new AdoptedFolder("churn").Model).Use("label_encoder_gender.pkl", "Gender")
        .Use("onehot_encoder_geo.pkl").Use("scaler.pkl");

    public static Adoption Penguins => new Adoption(new AdoptedFolder("penguins").Model).Concatenate("scaler.pkl", "onehot_encoder.pkl")
        .WithLabels("label_encoder.pkl");

    public static Adoption Series => new Adoption(new AdoptedFolder("series").Model).Use("scaler.pkl", "value").WithTarget("scaler.pkl");

    public static Adoption Of(string name) => name switch
    {
        "cars" => Cars,
        "churn" => Churn,
        "penguins" => Penguins,
        _ => Series,
    };

    /// <summary>The records as inputs of the model. Those of <c>series</c> are the steps of one window.</summary>
    public static IReadOnlyList<string> RecordsOf(string name)
    {
        var folder = new AdoptedFolder(name);
        if (name != "series") return folder.Records;
        var steps = folder.Records.Select(record => JsonNode.Parse(record)!["window"]!.DeepClone());
        return [new JsonObject { ["value"] = new JsonArray([.. steps]) }.ToJsonString()];
    }
}
