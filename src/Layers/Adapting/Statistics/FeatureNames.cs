namespace Layers;

/// <summary>The names of the features, if the data have names.</summary>
internal static class FeatureNames
{
    /// <summary>Validates names, and returns a copy.</summary>
    /// <exception cref="ArgumentException">There are more or fewer names than features, a name is empty or has half of a surrogate
    /// pair, or a name occurs twice.</exception>
    public static string[] Of(IReadOnlyList<string> names, int features, string? layer)
    {
        if (names.Count != features) throw Throw.WrongNameCount(layer, names.Count, features);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var f = 0; f < names.Count; f++)
            if (string.IsNullOrEmpty(names[f]) || !known.Add(names[f]))
                throw Throw.BadFeatureName(layer, f, names[f]);
            else if (!Utf8Text.IsFormed(names[f])) throw Throw.NotAFeatureName(layer, f, names[f]);
        return [.. names];
    }

    /// <summary>Returns the names that both have. Null, for no names, matches any names.</summary>
    /// <exception cref="ArgumentException">The names differ; the message has both names.</exception>
    public static string[]? Join(string[]? known, string[]? received, string? layer)
    {
        if (known is null || received is null) return known ?? received;
        for (var f = 0; f < Math.Min(known.Length, received.Length); f++)
            if (known[f] != received[f])
                throw Throw.OtherNames(layer, f, known[f], received[f]);
        return known.Length == received.Length ? known : throw Throw.FeatureCountDiffers(layer, known.Length, received.Length);
    }
}
