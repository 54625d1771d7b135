using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Activation functions by their names in files.</summary>
internal static class Activations
{
    private static readonly ConcurrentDictionary<string, ActivationFunction> s_known = new()
    {
        ["swish"] = Activation.Silu,
        ["hard_swish"] = Activation.HardSilu,
    };

    static Activations()
    {
        foreach (var function in Activation.All) s_known[function.Name] = function;
    }

    /// <summary>The names that files may use, sorted.</summary>
    public static IEnumerable<string> Names => s_known.Keys.Order(StringComparer.Ordinal);

    public static void Register(ActivationFunction function)
    {
        if (!s_known.TryAdd(function.Name, function)) throw Throw.NameTaken("activation function", function.Name);
    }

    /// <summary>Returns whether a file with the function's name restores this function.</summary>
    public static bool IsKnown(ActivationFunction function) =>
        s_known.TryGetValue(function.Name, out var known) && ReferenceEquals(known, function);

    /// <summary>Reads a function from its name or from Keras's function object; linear if there is none.</summary>
    public static ActivationFunction Read(JsonNode? node, string owner, string key)
    {
        if (node is null) return Activation.Linear;
        var named = KerasObjects.ClassName(node) == "function" ? node["config"] : node;
        if (JsonWords.Text(named) is not { } name) throw Throw.WrongSetting(owner, key, "the name of an activation function", node);
        return s_known.TryGetValue(name, out var function)
            ? function : throw Throw.UnknownName(owner, key, "activation function", name, s_known.Keys.Order(StringComparer.Ordinal));
    }
}
