namespace Layers;

/// <summary>The known name that is most similar to an unknown name.</summary>
internal static class Nearest
{
    /// <summary>Returns the hint at the end of a message about an unknown name; empty if no known name is similar.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The known names.</param>
    public static string Hint(string name, IEnumerable<string> known) =>
        Of(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>Returns the known name with the fewest edits from a name, if these are at most a third of the letters of the longer name;
    /// otherwise null.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var (nearest, fewest) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            var edits = Edits(name, candidate);
            if (edits < fewest) (nearest, fewest) = (candidate, edits);
        }
        return nearest is not null && fewest <= Math.Max(1, Math.Max(name.Length, nearest.Length) / 3) ? nearest : null;
    }

    /// <summary>Returns the known names in the order of their number of edits from a name.</summary>
    public static IEnumerable<string> First(string name, IEnumerable<string> known) => known.OrderBy(candidate => Edits(name, candidate));

    // The Levenshtein distance: the number of letters that are added, removed or replaced.
    private static int Edits(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.OrdinalIgnoreCase)) return 0;
        var above = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = above[0];
            above[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.Min(replaced, 1 + Math.Min(above[j], above[j - 1]));
            }
        }
        return above[^1];
    }
}
