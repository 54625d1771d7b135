namespace Layers;

/// <summary>Texts of somebody's data in a line of a table.</summary>
internal static class OneLine
{
    private const int MostCharacters = 32;

    /// <summary>The first characters of a text, on one line whatever is in it.</summary>
    public static string Of(string text)
    {
        var line = text.Length > MostCharacters ? string.Concat(text.AsSpan(0, MostCharacters - 1), "…") : text;
        return line.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
    }
}
