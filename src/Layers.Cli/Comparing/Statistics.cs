namespace Layers.Cli;

/// <summary>Compares the learned statistics of layers.</summary>
internal static class Statistics
{
    private const int MostCategories = 20;

    public static IEnumerable<StatisticDifference> Of(IEnumerable<LayerPair> pairs) =>
        pairs.SelectMany(pair => pair is { First: AdaptiveLayer first, Second: AdaptiveLayer second }
            ? Of(pair.Name, Learning.Of(pair.Name, first, int.MaxValue), Learning.Of(pair.Name, second, int.MaxValue)) : []);

    private static IEnumerable<StatisticDifference> Of(string layer, LearnedLayer first, LearnedLayer second)
    {
        if (Differ(first.Rows, second.Rows)) yield return new(layer, null, "rows", first.Rows, second.Rows);
        foreach (var (name, a, b) in Pairs(first.Numbers, second.Numbers, each => each.Name ?? Index(each.Feature)))
            foreach (var found in Of(layer, name, a, b)) yield return found;
        foreach (var (name, a, b) in Pairs(first.Categories, second.Categories, each => each.Name ?? Index(each.Feature)))
            foreach (var found in Of(layer, name, a, b)) yield return found;
    }

    private static IEnumerable<StatisticDifference> Of(string layer, string feature, LearnedNumbers? a, LearnedNumbers? b)
    {
        if (a is null || b is null) return [Lonely(layer, feature, a is not null)];
        (string Name, double First, double Second)[] all =
        [
            ("count", a.Count, b.Count), ("missing", a.Missing, b.Missing), ("mean", a.Mean, b.Mean),
            ("deviation", a.Deviation, b.Deviation),
            ("minimum", a.Minimum, b.Minimum), ("maximum", a.Maximum, b.Maximum),
        ];
        return all.Where(each => !each.First.Equals(each.Second))
            .Select(each => new StatisticDifference(layer, feature, each.Name, each.First, each.Second));
    }

    private static IEnumerable<StatisticDifference> Of(string layer, string feature, LearnedCategories? a, LearnedCategories? b)
    {
        if (a is null || b is null)
        {
            yield return Lonely(layer, feature, a is not null);
            yield break;
        }
        if (Differ(a.Count, b.Count)) yield return new(layer, feature, "count", a.Count, b.Count);
        if (a.Distinct != b.Distinct) yield return new(layer, feature, "distinct", a.Distinct, b.Distinct);
        var (first, second) =
            (a.MostFrequent.Select(each => each.Value).ToHashSet(), b.MostFrequent.Select(each => each.Value).ToHashSet());
        if (!first.SetEquals(second))
            yield return new(layer, feature, "categories", null, null,
                [.. a.MostFrequent.Select(each => each.Value).Where(each => !second.Contains(each)).Take(MostCategories)],
                [.. b.MostFrequent.Select(each => each.Value).Where(each => !first.Contains(each)).Take(MostCategories)]);
    }

    private static StatisticDifference Lonely(string layer, string feature, bool isInFirst) =>
        new(layer, feature, "feature", isInFirst ? 1 : null, isInFirst ? null : 1);

    private static bool Differ(long? a, long? b) => a != b;

    private static IEnumerable<(string Name, T? First, T? Second)> Pairs<T>(IReadOnlyList<T>? first, IReadOnlyList<T>? second,
        Func<T, string> name)
        where T : class
    {
        var (a, b) = ((first ?? []).ToDictionary(name), (second ?? []).ToDictionary(name));
        return a.Keys.Union(b.Keys).Select(key => (key, a.GetValueOrDefault(key), b.GetValueOrDefault(key)));
    }

    private static string Index(int feature) => feature.ToString(CultureInfo.InvariantCulture);
}
