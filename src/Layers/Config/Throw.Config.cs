using System.Text.Json.Nodes;

namespace Layers;

internal static partial class Throw
{
    public static InvalidDataException MissingSetting(string owner, string key) =>
        new($"{owner}: the file lacks the setting '{key}', which it needs.");

    public static InvalidDataException WrongSetting(string owner, string key, string expected, JsonNode received) =>
        new($"{owner}: the setting '{key}' should be {expected}, but the file has {Short(received)}.");

    public static InvalidDataException BadSetting(string owner, string key, Exception inner) =>
        new($"{owner}: the setting '{key}' cannot be used. {inner.Message}", inner);

    public static InvalidDataException UnsupportedSetting(string owner, string key, JsonNode value) =>
        new($"{owner}: the file sets '{key}' to {Short(value)}, which this version of Layers does not support. " +
            "Ignoring the setting would change what the layer does.");

    public static InvalidDataException UnknownName(string owner, string key, string kind, string name, IEnumerable<string> known) =>
        new($"{owner}: the setting '{key}' names the {kind} '{name}', which Layers does not know.{Nearest.Hint(name, known)} It knows " +
            $"{NameList.Of(known, name)}.");

    public static NotSupportedException NotSavable(Layer layer) =>
        new($"{layer} cannot be saved: its class is not registered. Implement ISavable<{layer.GetType().Name}> and call " +
            $"LayerRegistry.Register<{layer.GetType().Name}>(\"package\") at start-up.");

    public static NotSupportedException FunctionNotSavable(ActivationFunction function) =>
        new($"The activation function '{function.Name}' cannot be saved: it is not registered. Call LayerRegistry.Register(function) at " +
            "start-up.");

    public static ArgumentException ClassHasAName(string type, string name) =>
        new($"The class {type} is registered already, as '{name}'.");

    /// <summary>Returns a part of a file as text, shortened if it is long.</summary>
    public static string Short(JsonNode node)
    {
        var text = node.ToJsonString();
        return text.Length <= 80 ? text : text[..77] + "...";
    }
}
