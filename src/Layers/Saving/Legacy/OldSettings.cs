using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Removes layer settings of Keras 2 that Keras 3 does not have, if their values do not change the result.</summary>
internal static class OldSettings
{
    private static readonly string[] s_recurrent = ["RNN", "SimpleRNN", "LSTM", "GRU"];
    private static readonly string[] s_cells = [.. s_recurrent, "SimpleRNNCell", "LSTMCell", "GRUCell"];
    private static readonly string[] s_depthwise = ["DepthwiseConv1D", "DepthwiseConv2D"];
    private static readonly string[] s_separable = ["SeparableConv1D", "SeparableConv2D"];

    // Each setting with the values that may be removed. If a layer has another value, loading fails and names the setting.
    private static readonly (string Key, string[] Classes, Func<JsonNode, bool> ChangesNothing)[] s_all =
    [
        // No layer of Keras 3 supports a leading time axis.
        ("time_major", s_recurrent, IsFalse),
        // Both implementations have the same result.
        ("implementation", s_cells, _ => true),
        // The length is known from the input.
        ("input_length", ["Embedding"], _ => true),
        // These layers inherit the settings from a base class and do not use them.
        ("groups", [.. s_depthwise, .. s_separable], value => JsonTensors.Number(value) is 1),
        ("kernel_initializer", s_separable, _ => true),
        ("kernel_regularizer", s_separable, _ => true),
        ("kernel_constraint", s_separable, _ => true),
    ];

    /// <summary>Removes such settings from a layer's settings.</summary>
    public static void Remove(string className, JsonObject settings, LoadNotes notes)
    {
        foreach (var (key, classes, changesNothing) in s_all)
        {
            if (!classes.Contains(className) || !settings.TryGetPropertyValue(key, out var value)
                || (value is not null && !changesNothing(value))) continue;
            settings.Remove(key);
            if (value is not null) notes.Drop(key);
        }
    }

    private static bool IsFalse(JsonNode value) => value is JsonValue flag && flag.TryGetValue(out bool isTrue) && !isTrue;
}
