namespace Layers;

/// <summary>Lists of names in messages. A long list has only the first or the most similar names, and the number of the others.</summary>
internal static class NameList
{
    private const int Most = 12, Nearby = 3;

    /// <summary>Returns the names, and <c>… and 37 more</c> if there are many.</summary>
    /// <param name="names">The known names.</param>
    /// <param name="meant">A received name that is unknown. If a known name is similar, a long list has the most similar names. If it is
    /// null, or no known name is similar, a long list has the first names.</param>
    public static string Of(IEnumerable<string> names, string? meant = null) => Join([.. names], meant, name => name);

    /// <summary>Returns the same list with each name in quotation marks.</summary>
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
