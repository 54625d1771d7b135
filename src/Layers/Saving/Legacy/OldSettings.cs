using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Settings of layers that Keras 2 wrote and Keras 3 does not have, where they change nothing of what is computed.</summary>
internal static class OldSettings
{
    private static readonly string[] s_recurrent = ["RNN", "SimpleRNN", "LSTM", "GRU"];
    private static readonly string[] s_cells = [.. s_recurrent, "SimpleRNNCell", "LSTMCell", "GRUCell"];
    private static readonly string[] s_depthwise = ["DepthwiseConv1D", "DepthwiseConv2D"];
    private static readonly string[] s_separable = ["SeparableConv1D", "SeparableConv2D"];

    // What a setting may be; a layer whose setting is something else is refused by its name.
    private static readonly (string Key, string[] Classes, Func<JsonNode, bool> ChangesNothing)[] s_all =
    [
        // Time may come first in no layer of Keras 3.
        ("time_major", s_recurrent, IsFalse),
        // Two ways to the same numbers.
        ("implementation", s_cells, _ => true),
        // How long the rows are is known from the input.
        ("input_length", ["Embedding"], _ => true),
        // A class that these come from has them, and they themselves do not.
        ("groups", [.. s_depthwise, .. s_separable], value => JsonTensors.Number(value) is 1),
        ("kernel_initializer", s_separable, _ => true),
        ("kernel_regularizer", s_separable, _ => true),
        ("kernel_constraint", s_separable, _ => true),
    ];

    /// <summary>Removes them from a layer's settings.</summary>
    public static void Remove(string className, JsonObject settings, LoadNotes notes)
    {
        foreach (var (key, classes, changesNothing) in s_all)
        {
            if (!classes.Contains(className) || !settings.TryGetPropertyValue(key, out var value) || (value is not null && !changesNothing(value))) continue;
            settings.Remove(key);
            if (value is not null) notes.Drop(key);
        }
    }

    private static bool IsFalse(JsonNode value) => value is JsonValue flag && flag.TryGetValue(out bool isTrue) && !isTrue;
}
