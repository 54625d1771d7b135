namespace Layers;

/// <summary>Texts from the data, shortened to fit in a line of a table.</summary>
internal static class OneLine
{
    private const int MostCharacters = 32;

    /// <summary>Returns the first characters of a text, with line breaks and tabs escaped.</summary>
    public static string Of(string text)
    {
        var line = text.Length > MostCharacters ? string.Concat(text.AsSpan(0, MostCharacters - 1), "…") : text;
        return line.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
    }
}
