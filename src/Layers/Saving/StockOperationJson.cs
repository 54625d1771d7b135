using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Keras's operations as entries of a functional model, both ways. Their constants stand among the arguments of their one
/// call.</summary>
internal static class StockOperationJson
{
    private const string Modules = "keras.src.ops.";

    public static bool IsOne(JsonNode? node) => JsonWords.Text((node as JsonObject)?["module"]) is { } module && module.StartsWith(Modules, StringComparison.Ordinal);

    // Keras 3.3 refuses a name where the operation's constructor has settings, and later releases do not need it: the entry says it as
    // well.
    public static JsonObject Write(StockOperation operation) =>
        KerasObjects.Write(operation.Module, operation.Operation, StockOperation.SettingsOf(operation.Operation).Count == 0 ? new JsonObject { ["name"] = operation.Name } : (JsonObject)operation.Settings.DeepClone(), operation.Operation);

    /// <summary>The arguments of a call, with the tensors in the places that are open.</summary>
    public static JsonArray Arguments(StockOperation operation, IEnumerable<JsonNode> tensors, IReadOnlyList<KerasTensor> inputs)
    {
        var next = new Queue<JsonNode>(tensors);
        // Numbers take the type of the floats that they meet; a table that is looked up by whole numbers has its own.
        DType? type = inputs.Any(input => input.Type.IsFloat()) ? inputs.First(input => input.Type.IsFloat()).Type : null;
        JsonNode?[] key = StockOperation.KeyOf(operation.Operation) is { } setting ? [operation.Settings[setting]?.DeepClone()] : [];
        var arguments = new JsonArray([.. operation.Arguments.Select(argument => argument is null ? next.Dequeue() : Constant(argument, argument.Type.IsFloat() ? type ?? argument.Type : argument.Type)), .. key]);
        return StockOperation.TakesAList(operation.Operation) ? new JsonArray((JsonNode)arguments) : arguments;
    }

    public static StockOperation Read(JsonNode node)
    {
        var config = KerasObjects.Config(node);
        var name = JsonWords.Text(node["name"] ?? config["name"]);
        var className = KerasObjects.ClassName(node)!;
        var owner = $"{name ?? "?"} ({className})";
        if (!StockOperation.IsKnown(className)) throw Throw.UnknownOperation(owner, className);
        if (node["inbound_nodes"] is not JsonArray calls || calls.Count != 1) throw Throw.SharedOperation(owner, (node["inbound_nodes"] as JsonArray)?.Count ?? 0);
        if ((calls[0] as JsonObject)?["args"] is not JsonArray arguments) throw Throw.BadNode(owner, calls[0]);
        var settings = new JsonObject();
        // Keras 3.3 has some of them among the arguments of the call.
        foreach (var key in StockOperation.SettingsOf(className)) settings[key] = (config[key] ?? (calls[0]!["kwargs"] as JsonObject)?[key])?.DeepClone();
        IEnumerable<JsonNode?> numbers = StockOperation.TakesAList(className) && arguments is [JsonArray list] ? list : arguments;
        if (StockOperation.KeyOf(className) is { } last)
        {
            if (arguments.Count == 0) throw Throw.BadNode(owner, calls[0]);
            settings[last] = arguments[^1]?.DeepClone();
            numbers = arguments.SkipLast(1);
        }
        try
        {
            return new StockOperation(className, [.. numbers.Select(argument => IsTensor(argument) ? null : Numbers(argument, keepsType: className == "Take") ?? throw Throw.BadNode(owner, calls[0]))], settings, name);
        }
        catch (ArgumentException e)
        {
            throw Throw.CannotRestore(owner, e);
        }
    }

    public static bool IsTensor(JsonNode? argument) => KerasObjects.ClassName(argument) == "__keras_tensor__";

    private static TensorData? Numbers(JsonNode? argument, bool keepsType)
    {
        if (argument is null || JsonTensors.Read(argument) is not { } numbers) return null;
        if (JsonWords.Text(KerasObjects.Config(argument)["dtype"]) is not { } dtype) return numbers;
        var type = DTypes.Parse(dtype);
        return type.IsFloat() && !keepsType ? numbers : Casting.Cast(numbers, type);
    }

    // A bare number takes the type of what it meets; a tensor says its own.
    private static JsonNode Constant(TensorData numbers, DType type) => numbers.Shape.Rank == 0 ? JsonTensors.Nested(numbers) : new JsonObject
    {
        ["class_name"] = "__tensor__",
        ["config"] = new JsonObject { ["value"] = JsonTensors.Nested(numbers), ["dtype"] = type.Name() },
    };
}
