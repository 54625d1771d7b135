using System.Text.Json.Nodes;

namespace Layers;

/// <summary>An <see cref="AdaptState"/> in JSON: where its features lie, and their statistics.</summary>
internal static class AdaptStateJson
{
    public static JsonObject Write(AdaptState state)
    {
        var json = new JsonObject
        {
            ["rank"] = state.Space.Rank,
            ["axes"] = new JsonArray([.. state.Space.Kept.Select(axis => JsonValue.Create(axis))]),
            ["sizes"] = new JsonArray([.. state.Space.Sizes.Select(size => JsonValue.Create(size))]),
        };
        if (state.Names is not null) json["names"] = new JsonArray([.. state.Names.Select(name => JsonValue.Create(name))]);
        StatisticsJson.Write(state.Statistics.ToData(), json);
        return json;
    }

    /// <summary>The state; everything that a damaged or hostile file may say is checked.</summary>
    /// <exception cref="InvalidDataException">The numbers cannot come from any data.</exception>
    public static AdaptState Read(JsonObject json)
    {
        var statistics = new FeatureStatistics(StatisticsJson.Read(json));
        var space = new FeatureLayout((int?)json["rank"] ?? -1, Axes(json), StatisticsJson.Counts(json, "sizes"));
        if (space.Fault(statistics.Features) is { } fault) throw Throw.StateSpace(fault);
        var names = json.ContainsKey("names") ? FeatureNames.Of([.. List(json, "names").Select(name => (string?)name ?? "")], statistics.Features, null) : null;
        return new AdaptState(statistics, space, names);
    }

    private static int[] Axes(JsonObject json)
    {
        var list = List(json, "axes");
        var axes = new int[list.Count];
        for (var i = 0; i < axes.Length; i++) axes[i] = (int?)list[i] ?? -1;
        return axes;
    }

    private static JsonArray List(JsonObject json, string key) => json[key] as JsonArray ?? [];
}
