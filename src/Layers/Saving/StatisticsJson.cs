using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Statistics in JSON, float64 to the last digit.</summary>
internal static class StatisticsJson
{
    public static JsonObject Write(FeatureStatisticsData data) => new()
    {
        ["rows"] = data.Rows,
        ["count"] = new JsonArray([.. data.Count.Select(count => JsonValue.Create(count))]),
        ["mean"] = Numbers(data.Mean),
        ["mean_residual"] = Numbers(data.MeanResidual),
        ["squared_deviations"] = Numbers(data.SquaredDeviations),
        ["minimum"] = Numbers(data.Minimum),
        ["maximum"] = Numbers(data.Maximum),
    };

    public static FeatureStatisticsData Read(JsonObject json) => new(
        (long?)json["rows"] ?? -1,
        [.. List(json, "count").Select(count => (long?)count ?? -1)],
        Numbers(json, "mean"),
        Numbers(json, "mean_residual"),
        Numbers(json, "squared_deviations"),
        Numbers(json, "minimum"),
        Numbers(json, "maximum"));

    private static JsonArray Numbers(double[] numbers) => new([.. numbers.Select(number => JsonValue.Create(number))]);

    private static double[] Numbers(JsonObject json, string key) => [.. List(json, key).Select(number => JsonTensors.Number(number) ?? double.NaN)];

    private static JsonArray List(JsonObject json, string key) => json[key] as JsonArray ?? [];
}
