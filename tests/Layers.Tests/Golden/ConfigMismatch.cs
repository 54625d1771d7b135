using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Layers.Tests;

/// <summary>Lists the differences of our config from Keras's. Missing keys are allowed, because older releases refuse keys that newer ones
/// added.</summary>
internal static partial class ConfigMismatch
{
    public static IEnumerable<string> Of(string path, JsonNode? ours, JsonNode? theirs)
    {
        // Layers writes a policy as its name, which every release reads, and arrays as lists.
        if (KerasObjects.ClassName(theirs) == "DTypePolicy") theirs = theirs!["config"]!["name"];
        if (KerasObjects.ClassName(theirs) is "__numpy__" or "__tensor__") theirs = theirs!["config"]!["value"];
        // Keras on PyTorch has its own optimizer classes, which compute the same; Layers writes the common names.
        if (path.EndsWith(".optimizer", StringComparison.Ordinal)
            && (JsonWords.Text((theirs as JsonObject)?["module"])?.StartsWith("keras.src.backend.", StringComparison.Ordinal) ?? false))
        {
            theirs = theirs!.DeepClone();
            theirs["module"] = "keras.optimizers";
            theirs["registered_name"] = null;
        }
        // The number of rows that Keras once saw does not limit later rows, and XLA compilation concerns Python only.
        if (path.EndsWith("shape[0]", StringComparison.Ordinal) || path.EndsWith(".jit_compile", StringComparison.Ordinal)) return [];
        // Keras writes all settings of this metric, though it was given without settings.
        if (path.EndsWith(".metrics[1]", StringComparison.Ordinal) && KerasObjects.ClassName(theirs) == "AUC" && ours?.ToString() == "auc")
            return [];
        // The class was renamed, and newer releases read the older name.
        if (path.EndsWith("_initializer.class_name", StringComparison.Ordinal) && ours?.ToString() == "OrthogonalInitializer"
            && theirs?.ToString() == "Orthogonal") return [];
        // A functional model with one input or output has it with or without a list around it.
        if (path is ".config.input_layers" or ".config.output_layers" && theirs is JsonArray list && list.FirstOrDefault() is JsonValue)
            theirs = new JsonArray(theirs.DeepClone());
        // An empty list of metrics equals none.
        if (path.EndsWith(".compile_config.metrics", StringComparison.Ordinal) && ours is null && theirs is JsonArray { Count: 0 })
            return [];
        // The counts of texts of shape (batch, 1) have the shape (batch, places); for the layers after them Keras declares an axis of 1
        // between.
        if (ShapeOfCounts().IsMatch(path) && ours is JsonArray { Count: 2 } two && theirs is JsonArray { Count: 3 } three
            && three[1]?.ToString() == "1" && two[1]?.ToString() == three[2]?.ToString()) return [];
        switch (ours, theirs)
        {
            case (null, null): return [];
            case (JsonObject o, JsonObject t):
                return o.SelectMany(pair => t.ContainsKey(pair.Key)
                ? Of($"{path}.{pair.Key}", pair.Value, t[pair.Key]) : [$"{path}.{pair.Key}: Keras has no such key"]);
            case (JsonArray o, JsonArray t) when o.Count == t.Count:
                return o.Zip(t)
                .SelectMany((pair, i) => Of($"{path}[{i}]", pair.First, pair.Second));
            case (JsonValue, JsonValue) when JsonTensors.Number(ours) is { } a && JsonTensors.Number(theirs) is { } b
                && a.Equals(b):
                return [];
            case (JsonValue, JsonValue) when ours.ToJsonString() == theirs.ToJsonString(): return [];
            default: return [$"{path}: {ours?.ToJsonString() ?? "null"} instead of {theirs?.ToJsonString() ?? "null"}"];
        }
    }

    [GeneratedRegex(@"^\.config\.layers\[[0-9]+\]\.(build_config\.input_shape|inbound_nodes\[0\]\.args\[0\]\.config\.shape)$")]
    private static partial Regex ShapeOfCounts();
}
