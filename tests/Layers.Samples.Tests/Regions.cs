namespace Layers.Samples.Tests;

/// <summary>The lines of a <c>#region</c>, in F# of one in a comment, moved to the left as a whole.</summary>
internal static class Regions
{
    public static IReadOnlyList<string> Read(string fileAndRegion)
    {
        var parts = fileAndRegion.Split('#');
        var lines = Repository.Lines(parts[0]);
        var start = Array.FindIndex(lines, line => Marker(line) == $"#region {parts[1]}");
        if (start < 0) throw new InvalidDataException($"{parts[0]} has no region '{parts[1]}'.");
        var end = Array.FindIndex(lines, start, line => Marker(line) == "#endregion");
        var indent = lines[start].TakeWhile(c => c == ' ').Count();
        return [.. lines[(start + 1)..end].Select(line => line.Length == 0 ? "" : line[indent..])];
    }

    private static string Marker(string line) => line.TrimStart(' ', '/').TrimEnd();
}
