using System.Text.RegularExpressions;

namespace Layers.Samples.Tests;

/// <summary>A page's fenced blocks, each with the marker in the comment above it: <c>&lt;!-- quote: file#region --&gt;</c>.</summary>
internal static partial class Markdown
{
    public sealed record Block(int Line, string Language, string? Quotes, IReadOnlyList<string> Lines)
    {
        public override string ToString() => $"line {Line} ({Language})";
    }

    public static IReadOnlyList<Block> Blocks(string relative)
    {
        var lines = Repository.Lines(relative);
        var blocks = new List<Block>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal)) continue;
            var end = Array.IndexOf(lines, "```", i + 1);
            if (end < 0) throw new InvalidDataException($"{relative}: the block that line {i + 1} opens is never closed.");
            var marker = Marker().Match(i == 0 ? "" : lines[i - 1]);
            blocks.Add(new Block(i + 1, lines[i][3..], marker.Success ? marker.Groups[1].Value : null, lines[(i + 1)..end]));
            i = end;
        }
        return blocks;
    }

    public static IEnumerable<string> Links(string relative) =>
        Repository.Lines(relative).SelectMany(line => Link().Matches(line)).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'));

    [GeneratedRegex("^<!-- quote: (\\S+) -->$")]
    private static partial Regex Marker();

    [GeneratedRegex("\\]\\(([^)#]+)[^)]*\\)")]
    private static partial Regex Link();
}
