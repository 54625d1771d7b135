using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts statistics to JSON and back, with every digit of float64.</summary>
internal static class StatisticsJson
{
    public static void Write(FeatureStatisticsData data, JsonObject json)
    {
        json["rows"] = data.Rows;
        json["count"] = new JsonArray([.. data.Count.Select(count => JsonValue.Create(count))]);
        json["mean"] = Numbers(data.Mean);
        json["mean_residual"] = Numbers(data.MeanResidual);
        json["squared_deviations"] = Numbers(data.SquaredDeviations);
        json["minimum"] = Numbers(data.Minimum);
        json["maximum"] = Numbers(data.Maximum);
        if (data.Weights is not null) json["weight"] = Numbers(data.Weights);
        if (data.Sketches is null) return;
        json["quantiles"] = SketchJson.Write(data.Quantiles, data.Sketches);
    }

    public static FeatureStatisticsData Read(JsonObject json) => new(
        (long?)json["rows"] ?? -1,
        Counts(json, "count"),
        Numbers(json, "mean"),
        Numbers(json, "mean_residual"),
        Numbers(json, "squared_deviations"),
        Numbers(json, "minimum"),
        Numbers(json, "maximum"),
        json.ContainsKey("weight") ? Numbers(json, "weight") : null)
    {
        Quantiles = SketchJson.Precision(json["quantiles"]),
        Sketches = SketchJson.Read(json["quantiles"]),
    };

    // Infinity is written as a text. An unknown minimum or maximum is infinite.
    private static JsonArray Numbers(double[] numbers) => new([.. numbers.Select(JsonNumbers.Write)]);

    /// <summary>Reads a list of integers; an element that is null becomes −1.</summary>
    public static long[] Counts(JsonObject json, string key)
    {
        var list = List(json, key);
        var counts = new long[list.Count];
        for (var i = 0; i < counts.Length; i++) counts[i] = (long?)list[i] ?? -1;
        return counts;
    }

    private static double[] Numbers(JsonObject json, string key)
    {
        var list = List(json, key);
        var numbers = new double[list.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = JsonTensors.Number(list[i]) ?? JsonNumbers.Find(list[i]) ?? double.NaN;
        return numbers;
    }

    private static JsonArray List(JsonObject json, string key) => json[key] as JsonArray ?? [];
}
