using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts quantile sketches to JSON and back: for each feature its levels, each a list of values or a pair of lists, values and
/// weights.</summary>
internal static class SketchJson
{
    // If no layer learns from quantiles, sketches are reduced to this number of values to keep files small. The rank of a value then has an
    // additional error of up to 0.4 %.
    private const int Values = 128;

    // A value of level h represents 2ʰ values, so there cannot be more levels than this.
    private const int MostLevels = 64;

    public static JsonObject Write(QuantilePrecision precision, QuantileSketch[] sketches) => new()
    {
        ["precision"] = SnakeCase.Of(precision.ToString()),
        ["features"] = new JsonArray([.. sketches.Select(sketch => Write(precision == QuantilePrecision.Full
            ? sketch : sketch.Reduced(Values)))]),
    };

    public static QuantilePrecision Precision(JsonNode? json) => json is null ? QuantilePrecision.None
        : (string?)json["precision"] == "full" ? QuantilePrecision.Full
        : QuantilePrecision.Sampled;

    public static QuantileSketch[]? Read(JsonNode? json) => json is null ? null : [.. List(json["features"]).Select(Sketch)];

    private static JsonObject Write(QuantileSketch sketch) => new()
    {
        ["exact"] = sketch.IsExact,
        ["levels"] = new JsonArray([.. sketch.Levels.Select(level => level.Weights.IsEmpty
            ? Numbers(level.Values) : new JsonArray(Numbers(level.Values), Numbers(level.Weights)))]),
    };

    private static QuantileSketch Sketch(JsonNode? json)
    {
        var levels = List(json?["levels"]);
        if (levels.Count > MostLevels) throw Throw.SketchLevels(levels.Count, MostLevels);
        return QuantileSketch.From(levels.Select(Level), (bool?)json?["exact"] ?? false);
    }

    private static SketchLevel Level(JsonNode? json, int h)
    {
        var level = new SketchLevel();
        if (json is not JsonArray list || list is not [JsonArray values, JsonArray weights])
        {
            foreach (var value in List(json)) level.Add(Number(value), h);
            return level;
        }
        foreach (var (value, weight) in values.Zip(weights)) level.Add(Number(value), Number(weight), h);
        return level;
    }

    private static JsonArray Numbers(ReadOnlySpan<double> numbers)
    {
        var json = new JsonArray();
        foreach (var number in numbers) json.Add((JsonNode)JsonValue.Create(number));
        return json;
    }

    private static double Number(JsonNode? json) => JsonTensors.Number(json) ?? double.NaN;

    private static JsonArray List(JsonNode? json) => json as JsonArray ?? [];
}
