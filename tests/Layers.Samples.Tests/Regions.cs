namespace Layers.Samples.Tests;

/// <summary>Reads the lines of a <c>#region</c>, which is in a comment in F#, and removes their common indentation.</summary>
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
