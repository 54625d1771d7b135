namespace Layers;

/// <summary>What the features are called, where the data say so.</summary>
internal static class FeatureNames
{
    /// <summary>A copy of names that were given, checked.</summary>
    /// <exception cref="ArgumentException">They are more or fewer than the features, or one is empty or there twice.</exception>
    public static string[] Of(IReadOnlyList<string> names, int features, string? layer)
    {
        if (names.Count != features) throw Throw.WrongNameCount(layer, names.Count, features);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var f = 0; f < names.Count; f++)
            if (string.IsNullOrEmpty(names[f]) || !known.Add(names[f]))
                throw Throw.BadFeatureName(layer, f, names[f]);
        return [.. names];
    }

    /// <summary>The names of both; those without names may be any.</summary>
    /// <exception cref="ArgumentException">They differ; the message has both names.</exception>
    public static string[]? Join(string[]? known, string[]? received, string? layer)
    {
        if (known is null || received is null) return known ?? received;
        for (var f = 0; f < Math.Min(known.Length, received.Length); f++)
            if (known[f] != received[f])
                throw Throw.OtherNames(layer, f, known[f], received[f]);
        return known.Length == received.Length ? known : throw Throw.FeatureCountDiffers(layer, known.Length, received.Length);
    }
}
