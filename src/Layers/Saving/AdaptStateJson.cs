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
        var space = new FeatureSpace((int?)json["rank"] ?? -1, [.. List(json, "axes").Select(axis => (int?)axis ?? -1)], [.. List(json, "sizes").Select(size => (long?)size ?? -1)]);
        if (space.Fault(statistics.Features) is { } fault) throw Throw.StateSpace(fault);
        var names = json.ContainsKey("names") ? FeatureNames.Of([.. List(json, "names").Select(name => (string?)name ?? "")], statistics.Features, null) : null;
        return new AdaptState(statistics, space, names);
    }

    private static JsonArray List(JsonObject json, string key) => json[key] as JsonArray ?? [];
}
