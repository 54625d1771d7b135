using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>A pickle of <c>made/make.py</c>, with its value or the reason why it is refused.</summary>
internal sealed record PickleCase(string Name, byte[] Bytes, JsonNode? Value, string? Error, string[] Words)
{
    public override string ToString() => Name;
}

/// <summary>All cases.</summary>
internal static class PickleCases
{
    public static IReadOnlyList<PickleCase> All { get; } = Read();

    private static List<PickleCase> Read()
    {
        var cases = new Dictionary<string, PickleCase>();
        foreach (var made in (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(PickleFixtures.Folder, "made", "cases.json")))!)
        {
            // Most have the same value as another case.
            var value = made!["same"] is { } same ? cases[(string)same!].Value : made["value"];
            string[] words = made["refused"] is JsonArray refused ? [.. refused.Select(word => (string)word!)] : [];
            var name = (string)made["name"]!;
            cases.Add(name, new(name, Convert.FromBase64String((string)made["bytes"]!), value, (string?)made["error"], words));
        }
        return [.. cases.Values];
    }
}
