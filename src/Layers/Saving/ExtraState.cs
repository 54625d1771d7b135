using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>What Keras has no place for, in the entry <c>layers.json</c>: float64 statistics and policies of adaptive layers.</summary>
/// <remarks>Optional: a file without it opens as well. It is bound to config and weights by a hash, so that a copy that no longer
/// belongs to them is left out, with a reason.</remarks>
internal static class ExtraState
{
    private const int Version = 1;

    public static byte[] Write(Model model, byte[] config, byte[] weights)
    {
        var layers = new JsonObject();
        foreach (var layer in Adaptive(model))
        {
            layers[layer.Path] = new JsonObject
            {
                ["class"] = LayerRegistry.Find(layer).Key,
                ["missing_values"] = SnakeCase.Of(layer.MissingValues.ToString()),
                ["constant_features"] = SnakeCase.Of(layer.ConstantFeatures.ToString()),
                ["statistics"] = layer.State is { } state ? AdaptStateJson.Write(state) : null,
            };
        }
        var json = new JsonObject { ["version"] = Version, ["sha256"] = Hash(config, weights), ["layers"] = layers };
        return Encoding.UTF8.GetBytes(KerasJson.Write(json));
    }

    /// <summary>Gives layers their float64 state back.</summary>
    /// <returns>Why it was left out; null if it was not.</returns>
    public static string? Read(byte[] bytes, Model model, byte[] config, byte[] weights)
    {
        try
        {
            if (KerasJson.Parse(Encoding.UTF8.GetString(bytes)) is not JsonObject json) return Left("it is not an object");
            if ((long?)json["version"] is not Version) return Left($"it is of version {json["version"]}, and this library reads version {Version}");
            if ((string?)json["sha256"] != Hash(config, weights)) return Left("the model was changed after it was written, by another program");
            var read = new List<Action>();
            foreach (var layer in Adaptive(model))
                if (json["layers"]?[layer.Path] is JsonObject state)
                    read.Add(Plan(layer, state));
            // All of it was read and fits, or none of it is taken.
            foreach (var restore in read) restore();
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or InvalidDataException)
        {
            return Left(e.Message);
        }
    }

    private static Action Plan(AdaptiveLayer layer, JsonObject json)
    {
        var (missing, constant) = (Parse<MissingValues>(json["missing_values"]), Parse<ConstantFeatures>(json["constant_features"]));
        var state = json["statistics"] is JsonObject statistics ? AdaptStateJson.Read(statistics) : null;
        if (state is not null) layer.RequireFit(state);
        return () =>
        {
            (layer.MissingValues, layer.ConstantFeatures) = (missing, constant);
            if (state is not null) layer.Restore(state);
        };
    }

    private static T Parse<T>(JsonNode? node) where T : struct, Enum =>
        Enum.GetValues<T>().First(value => SnakeCase.Of(value.ToString()) == (string?)node);

    private static IEnumerable<AdaptiveLayer> Adaptive(Layer layer) =>
        (layer is AdaptiveLayer adaptive ? [adaptive] : Enumerable.Empty<AdaptiveLayer>()).Concat(layer.Children.SelectMany(Adaptive));

    private static string Hash(byte[] config, byte[] weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(config);
        hash.AppendData(weights);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Left(string reason) => $"The archive's layers.json was left out: {reason}. The model predicts as before; its float64 statistics and adapt reports are not known.";
}
