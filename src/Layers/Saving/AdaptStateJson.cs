using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts an <see cref="AdaptState"/> to JSON and back. A state of numbers has the layout and the statistics of its features; a
/// state of another kind has the name of the kind and the content that the state itself writes.</summary>
internal static class AdaptStateJson
{
    public static JsonObject Write(AdaptState state)
    {
        if (state is NumericState numeric) return Write(numeric);
        var entry = AdaptStateRegistry.Find(state);
        var json = new JsonObject { ["kind"] = entry.Kind };
        WriteNames(state, json);
        json["content"] = entry.Write(state);
        return json;
    }

    /// <summary>Reads a state. Every value is checked, because the file may be damaged or hostile.</summary>
    /// <exception cref="InvalidDataException">No data can have these statistics, or the kind is not registered.</exception>
    public static AdaptState Read(JsonObject json)
    {
        if (!json.ContainsKey("kind")) return ReadNumbers(json);
        var entry = AdaptStateRegistry.Find(JsonWords.Text(json["kind"]) ?? "");
        var state = entry.Read(new ConfigReader(json["content"] as JsonObject ?? [], $"The state '{entry.Kind}'"));
        var names = json.ContainsKey("names") ? List(json, "names").Count : (int?)null;
        if (state.Rows < 0 || state.Features < 0 || (names ?? state.Features) != state.Features)
            throw Throw.StateNumbers(entry.Kind, state.Rows, state.Features, names);
        state.Names = ReadNames(json, state.Features);
        return state;
    }

    private static JsonObject Write(NumericState state)
    {
        var json = new JsonObject
        {
            ["rank"] = state.Layout.Rank,
            ["axes"] = new JsonArray([.. state.Layout.Kept.Select(axis => JsonValue.Create(axis))]),
            ["sizes"] = new JsonArray([.. state.Layout.Sizes.Select(size => JsonValue.Create(size))]),
        };
        WriteNames(state, json);
        StatisticsJson.Write(state.Statistics.ToData(), json);
        return json;
    }

    private static NumericState ReadNumbers(JsonObject json)
    {
        var statistics = new FeatureStatistics(StatisticsJson.Read(json));
        var layout = new FeatureLayout((int?)json["rank"] ?? -1, Axes(json), StatisticsJson.Counts(json, "sizes"));
        if (layout.Fault(statistics.Features) is { } fault) throw Throw.StateSpace(fault);
        return new NumericState(statistics, layout, ReadNames(json, statistics.Features));
    }

    private static void WriteNames(AdaptState state, JsonObject json)
    {
        if (state.Names is not null) json["names"] = new JsonArray([.. state.Names.Select(name => JsonValue.Create(name))]);
    }

    private static string[]? ReadNames(JsonObject json, int features) =>
        json.ContainsKey("names") ? FeatureNames.Of([.. List(json, "names").Select(name => (string?)name ?? "")], features, null) : null;

    private static int[] Axes(JsonObject json)
    {
        var list = List(json, "axes");
        var axes = new int[list.Count];
        for (var i = 0; i < axes.Length; i++) axes[i] = (int?)list[i] ?? -1;
        return axes;
    }

    private static JsonArray List(JsonObject json, string key) => json[key] as JsonArray ?? [];
}
