namespace Layers;

/// <summary>The name that somebody may have meant.</summary>
internal static class Nearest
{
    /// <summary>What to add to a message about a name that is not there; empty where no known name is close.</summary>
    /// <param name="name">The name that came.</param>
    /// <param name="known">The names there are.</param>
    public static string Hint(string name, IEnumerable<string> known) => Of(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>The known name with the fewest edits from another, if these are at most a third of its letters; null otherwise.</summary>
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

    /// <summary>The known names, those with the fewest edits first.</summary>
    public static IEnumerable<string> First(string name, IEnumerable<string> known) => known.OrderBy(candidate => Edits(name, candidate));

    // Levenshtein's distance: letters added, left out or replaced, row by row of the usual table.
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
