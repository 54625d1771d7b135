using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts a <see cref="History"/> to standard JSON and back. NaN and infinity, which JSON numbers cannot express, are written as
/// texts.</summary>
internal static class HistoryJson
{
    private const string Epochs = "epochs", Logs = "logs";

    public static JsonObject Write(History history) => new()
    {
        [Epochs] = new JsonArray([.. history.Epochs.Select(epoch => JsonValue.Create(epoch))]),
        [Logs] = new JsonObject(history.Select(log =>
            KeyValuePair.Create(log.Key, (JsonNode?)new JsonArray([.. log.Value.Select(JsonNumbers.Write)])))),
    };

    /// <exception cref="FormatException">The JSON is not a history.</exception>
    public static History Read(JsonNode json)
    {
        if (json is not JsonObject { } both || both[Epochs] is not JsonArray epochs || both[Logs] is not JsonObject logs)
            throw Throw.NotSaid("a history of epochs and logs");
        int[] numbers = [.. epochs.Select(epoch => epoch is JsonValue value && value.TryGetValue(out int number)
            ? number : throw Throw.NotSaid("the number of an epoch"))];
        return History.Of(numbers, logs.Select(log =>
        {
            if (log.Value is not JsonArray values) throw Throw.NotSaid("a list of numbers");
            if (values.Count > numbers.Length) throw Throw.EpochsAndLogs(log.Key, values.Count, numbers.Length);
            return KeyValuePair.Create(log.Key, (IReadOnlyList<double>)[.. values.Select(JsonNumbers.Read)]);
        }));
    }
}
