using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts Keras's operations to entries of a functional model and back. The constants of an operation are among the arguments of
/// its only call.</summary>
internal static class StockOperationJson
{
    private const string Modules = "keras.src.ops.";

    public static bool IsOperation(JsonNode? node) =>
        JsonWords.Text((node as JsonObject)?["module"]) is { } module && module.StartsWith(Modules, StringComparison.Ordinal);

    // Keras 3.3 refuses a name in the config of an operation whose constructor has settings. Later releases do not need it, because the
    // entry also has the name.
    public static JsonObject Write(StockOperation operation) =>
        KerasObjects.Write(operation.Module, operation.Operation,
            StockOperation.SettingsOf(operation.Operation).Count == 0
            ? new JsonObject { ["name"] = operation.Name } : (JsonObject)operation.Settings.DeepClone(), operation.Operation);

    /// <summary>Returns the arguments of a call, in which the tensors fill the open places.</summary>
    public static JsonArray Arguments(StockOperation operation, IEnumerable<JsonNode> tensors, IReadOnlyList<KerasTensor> inputs)
    {
        var next = new Queue<JsonNode>(tensors);
        // Numbers take the type of the floats that they are combined with; a table that integers look up keeps its own type.
        DType? type = inputs.Any(input => input.Type.IsFloat()) ? inputs.First(input => input.Type.IsFloat()).Type : null;
        JsonNode?[] key = StockOperation.KeyOf(operation.Operation) is { } setting ? [operation.Settings[setting]?.DeepClone()] : [];
        var arguments = new JsonArray([.. operation.Arguments.Select(argument => argument is null
            ? next.Dequeue() : Constant(argument, argument.Type.IsFloat() ? type ?? argument.Type : argument.Type)), .. key]);
        return StockOperation.TakesAList(operation.Operation) ? new JsonArray((JsonNode)arguments) : arguments;
    }

    public static StockOperation Read(JsonNode node)
    {
        var config = KerasObjects.Config(node);
        var name = JsonWords.Text(node["name"] ?? config["name"]);
        var className = KerasObjects.ClassName(node)!;
        var owner = $"{name ?? "?"} ({className})";
        if (!StockOperation.IsKnown(className)) throw Throw.UnknownOperation(owner, className);
        if (node["inbound_nodes"] is not JsonArray calls || calls.Count != 1)
            throw Throw.SharedOperation(owner, (node["inbound_nodes"] as JsonArray)?.Count ?? 0);
        if ((calls[0] as JsonObject)?["args"] is not JsonArray arguments) throw Throw.BadNode(owner, calls[0]);
        var settings = new JsonObject();
        // Keras 3.3 has some settings among the arguments of the call.
        foreach (var key in StockOperation.SettingsOf(className))
            settings[key] = (config[key] ?? (calls[0]!["kwargs"] as JsonObject)?[key])?.DeepClone();
        IEnumerable<JsonNode?> numbers = StockOperation.TakesAList(className) && arguments is [JsonArray list] ? list : arguments;
        if (StockOperation.KeyOf(className) is { } last)
        {
            if (arguments.Count == 0) throw Throw.BadNode(owner, calls[0]);
            settings[last] = arguments[^1]?.DeepClone();
            numbers = arguments.SkipLast(1);
        }
        try
        {
            return new StockOperation(className,
                [.. numbers.Select(argument => IsTensor(argument)
                ? null : Numbers(argument, keepsType: className == "Take") ?? throw Throw.BadNode(owner, calls[0]))], settings, name);
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

    // A scalar takes the type of the tensor that it is combined with; a tensor has its own type.
    private static JsonNode Constant(TensorData numbers, DType type) =>
        numbers.Shape.Rank == 0 ? JsonTensors.Nested(numbers) : new JsonObject
        {
            ["class_name"] = "__tensor__",
            ["config"] = new JsonObject { ["value"] = JsonTensors.Nested(numbers), ["dtype"] = type.Name() },
        };
}
