using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Settings of layers that work on spatial or time axes.</summary>
internal static class SpatialSettings
{
    /// <summary>Reads one whole number for each axis, or one for all axes; null if the file lacks the setting.</summary>
    public static int[]? OptionalSizes(this ConfigReader config, string key, int rank) => config.OptionalIntegers(key) switch
    {
        null => null,
        [var one] => [.. Enumerable.Repeat(config.Whole(key, one), rank)],
        var list when list.Count == rank => [.. list.Select(number => config.Whole(key, number))],
        var list =>
            throw Throw.WrongSetting(config.Owner, key, $"a whole number or a list of {rank}",
            new JsonArray([.. list.Select(number => JsonValue.Create(number))])),
    };

    public static int[] Sizes(this ConfigReader config, string key, int rank) =>
        config.OptionalSizes(key, rank) ?? throw Throw.MissingSetting(config.Owner, key);

    public static Size2D Size2D(this ConfigReader config, string key) => Layers.Size2D.Of(config.Sizes(key, 2));

    public static Size2D Size2D(this ConfigReader config, string key, int otherwise) =>
        config.OptionalSizes(key, 2) is { } sizes ? Layers.Size2D.Of(sizes) : otherwise;

    public static Size3D Size3D(this ConfigReader config, string key) => Layers.Size3D.Of(config.Sizes(key, 3));

    public static Size3D Size3D(this ConfigReader config, string key, int otherwise) =>
        config.OptionalSizes(key, 3) is { } sizes ? Layers.Size3D.Of(sizes) : otherwise;

    public static Padding Padding(this ConfigReader config) => Paddings.Parse(config.OptionalText("padding"), config.Owner, "padding");

    public static Margins2D Margins2D(this ConfigReader config, string key, int otherwise) =>
        Layers.Margins2D.Of(config.Sides(key, 2, otherwise));

    public static Margins3D Margins3D(this ConfigReader config, string key, int otherwise) =>
        Layers.Margins3D.Of(config.Sides(key, 3, otherwise));

    public static ConfigWriter Set(this ConfigWriter config, string key, IEnumerable<int> sizes) =>
        config.Set(key, sizes.Select(size => (long)size));

    /// <summary>Adds numbers before and after each axis, one pair for each axis.</summary>
    public static ConfigWriter Set(this ConfigWriter config, string key, (int Before, int After)[] sides) =>
        config.Put(key, new JsonArray([.. sides.Select(side => new JsonArray(side.Before, side.After))]));

    /// <summary>Reads numbers before and after each of two or three axes, in any of the three forms that Keras writes.</summary>
    private static (int Before, int After)[] Sides(this ConfigReader config, string key, int rank, int otherwise)
    {
        if (config.Take(key) is not { } setting) return [.. Enumerable.Repeat((otherwise, otherwise), rank)];
        (int Before, int After)?[] sides = setting is JsonArray list ? [.. list.Select(Both)] : [.. Enumerable.Repeat(Both(setting), rank)];
        var count = rank == 2 ? "two" : "three";
        return sides.Length == rank && Array.TrueForAll(sides, side => side is not null)
            ? [.. sides.Select(side => side!.Value)]
            : throw Throw.WrongSetting(config.Owner, key, $"a whole number, {count}, or {count} pairs of them", setting);
    }

    private static (int Before, int After)? Both(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out int both) => (both, both),
        JsonArray { Count: 2 } pair when pair[0] is JsonValue a && a.TryGetValue(out int before) && pair[1] is JsonValue b
            && b.TryGetValue(out int after) => (before, after),
        _ => null,
    };
}
