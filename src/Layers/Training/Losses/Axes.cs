using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Reads and writes the setting <c>axis</c> of a loss that sums over some axes: a number, a list, or null for all axes.</summary>
internal static class Axes
{
    public static JsonNode? Write(IReadOnlyList<int>? axes) =>
        axes is null ? null : new JsonArray([.. axes.Select(axis => JsonValue.Create(axis))]);

    public static IReadOnlyList<int>? Read(ConfigReader config) =>
        config.OptionalIntegers("axis") is { } axes ? [.. axes.Select(axis => (int)axis)] : null;
}
