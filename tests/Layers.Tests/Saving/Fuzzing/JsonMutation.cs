using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Changes some values of a JSON text, so that it is mostly still JSON and mostly no longer a model.</summary>
internal static class JsonMutation
{
    // Inserted literally: some are not JSON.
    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "1", "-1", "3", "2.5", "0.0", "-0.0", "1e999", "1e-400", "NaN", "Infinity", "-Infinity", "2147483647",
        "2147483648", "-2147483649", "4294967297",
        "9223372036854775807", "9223372036854775808", "1000000000", "\"\"", "\"x\"", "\"NaN\"", "\"\\ud800\"", "\"\\u0000\"", "\"a/b\"",
        "\"..\"", "\"relu\"", "\"batch\"", "\"float64\"", "[]", "{}", "[[]]", "[null]",
        "[0]", "[1, 2]", "[null, 2147483648]", "[null, 9223372036854775807, 9223372036854775807]", "[null, 0]", "[[1, 2], [3]]",
        "[\"x\", 0, 0]", "[[\"x\", 7, 7]]", "[[\"x\", 0, 9, {}]]", "{\"class_name\": \"Dense\", \"config\": {}}",
        "{\"class_name\": \"Dense\", \"config\": []}", "{\"class_name\": \"Functional\", \"config\": {\"layers\": []}}",
        "{\"class_name\": \"__tensor__\", \"config\": 3}", "{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": " +
        "[\"x\", -1, 0]}}",
        "{\"a\": 1, \"a\": 2}", "{\"\\udc00\": 1}", "tru", "[", "}",
    ];

    /// <summary>Returns the text with one to three of its values replaced, removed, repeated or exchanged.</summary>
    public static string Of(string text, Random random)
    {
        var json = KerasJson.Parse(text)!;
        var holes = new List<string>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            JsonNode[] places = [.. All(json).Where(node => node.Parent is not null)];
            if (places.Length == 0) break;
            Change(places[random.Next(places.Length)], places[random.Next(places.Length)], random, holes);
        }
        var result = KerasJson.Write(json);
        for (var i = 0; i < holes.Count; i++) result = result.Replace($"\"hole {i}\"", holes[i], StringComparison.Ordinal);
        return result;
    }

    private static void Change(JsonNode place, JsonNode other, Random random, List<string> holes)
    {
        switch (random.Next(6))
        {
            case 0 when place.Parent is JsonObject owner:
                owner.Remove(place.GetPropertyName());
                break;
            case 0 when place.Parent is JsonArray list:
                list.RemoveAt(place.GetElementIndex());
                break;
            case 1 when place.Parent is JsonArray list:
                list.Insert(place.GetElementIndex(), place.DeepClone());
                break;
            case 1 when place.Parent is JsonObject owner:
                owner[$"{place.GetPropertyName()}_"] = place.DeepClone();
                break;
            case 2:
                var copy = other.DeepClone();
                place.ReplaceWith(copy);
                break;
            default:
                place.ReplaceWith(JsonValue.Create($"hole {holes.Count}"));
                holes.Add(s_values[random.Next(s_values.Length)]);
                break;
        }
    }

    private static IEnumerable<JsonNode> All(JsonNode? node) => node switch
    {
        JsonObject json => [json, .. json.SelectMany(pair => All(pair.Value))],
        JsonArray list => [list, .. list.SelectMany(All)],
        null => [],
        _ => [node],
    };
}
