using System.Globalization;

namespace Layers.Graphs;

/// <summary>Writes counts with their nouns in messages: <c>1 row</c>, <c>2,000 rows</c>.</summary>
internal static class Nouns
{
    /// <summary>Returns a count, with separators of thousands, and its noun.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">The noun in the singular; the last word of several takes the plural.</param>
    public static string Of(long count, string noun) => $"{Of(count)} {Noun(count, noun)}";

    /// <summary>Returns a size and its noun; the plural if only the size's name is known.</summary>
    public static string Of(Dim size, string noun) => size.IsKnown ? Of(size.Size, noun) : $"{size} {Plural(noun)}";

    /// <summary>Returns a count without a noun, with the same separators.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Returns <c>there is 1 row</c> or <c>there are 2 rows</c>.</summary>
    public static string There(long count, string noun) => $"there {(count == 1 ? "is" : "are")} {Of(count, noun)}";

    /// <summary>Returns a noun, in the plural unless the count is 1.</summary>
    public static string Noun(long count, string noun) => count == 1 ? noun : Plural(noun);

    private static string Plural(string noun) => noun switch
    {
        [.. var stem, 'x', 'i', 's'] => $"{stem}xes",
        [.. var stem, 'd', 'e', 'x'] => $"{stem}dices",
        [.., not ('a' or 'e' or 'o' or 'u'), 'y'] => $"{noun[..^1]}ies",
        [.., 'o', 'c', 'h'] => $"{noun}s",
        [.., 's' or 'x'] or [.., 'c' or 's', 'h'] => $"{noun}es",
        _ => $"{noun}s",
    };
}
