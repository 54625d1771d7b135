namespace Layers;

/// <summary>Names in a message: all of a few; of many those that matter, and how many there are besides.</summary>
internal static class NameList
{
    private const int Most = 12, Nearby = 3;

    /// <summary>The names, and <c>… and 37 more</c> where there are many.</summary>
    /// <param name="names">The names that there are.</param>
    /// <param name="meant">A name that came and is none of them: those that are most like it stand first, if one is. Null for their own
    /// order.</param>
    public static string Of(IEnumerable<string> names, string? meant = null) => Join([.. names], meant, name => name);

    /// <summary>The same, with each name in quotation marks.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Quoted(IEnumerable<string> names, string? meant = null) => Join([.. names], meant, name => $"'{name}'");

    private static string Join(string[] names, string? meant, Func<string, string> write)
    {
        if (names.Length == 0) return "none";
        if (names.Length <= Most) return string.Join(", ", names.Select(write));
        var shown = meant is not null && Nearest.Of(meant, names) is not null ? Nearest.First(meant, names).Take(Nearby) : names.Take(Most);
        string[] first = [.. shown.Select(write)];
        return $"{string.Join(", ", first)} … and " +
            $"{(names.Length - first.Length).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} more";
    }
}
