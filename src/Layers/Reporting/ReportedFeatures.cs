namespace Layers;

/// <summary>The features of a report: those that are shown, and the number of the others.</summary>
/// <param name="Shown">The features that are shown, in descending order of their verdict.</param>
/// <param name="Others">The number of other features.</param>
/// <param name="OtherVerdicts">The number of those that moved; null without rows.</param>
/// <param name="Else">The states of other kinds, as a text for each layer.</param>
internal sealed record ReportedFeatures(IReadOnlyList<ReportedFeature> Shown, int Others, long? OtherVerdicts,
    IReadOnlyList<(string Layer, string Text)> Else)
{
    // The name of a missing text.
    private const string Missing = "(missing)";

    private const int MostCategories = 8, MostNew = 4, MostNamed = 100, MostWeights = 6;

    /// <summary>Collects the features.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The comparison with the rows of today; null without rows.</param>
    /// <param name="importances">The importances of the columns.</param>
    /// <param name="most">The most features to show.</param>
    public static ReportedFeatures Of(Model model, CheckedRows? rows, IReadOnlyList<FeatureImportance> importances, int most)
    {
        var (found, others) = (new List<Found>(), new List<(string, string)>());
        // A layer that is called twice has a report for each call. The first is shown.
        var now = rows?.Rows.GroupBy(each => each.Key).ToDictionary(group => group.Key, group => group.First().Value) ?? [];
        var skews = rows?.Skew.Features.ToLookup(skew => (skew.Layer, skew.Index));
        foreach (var (name, layer) in Learning.LayersOf(model))
        {
            var learned = Learning.Of(name, layer, MostNamed);
            var today = now.GetValueOrDefault(name);
            foreach (var numbers in learned.Numbers ?? [])
                found.Add(new Found(NameOf(learned, numbers.Name, numbers.Feature, learned.Numbers!.Count), learned, numbers, null, today,
                    SkewOf(name, numbers.Feature)));
            foreach (var categories in learned.Categories ?? [])
                found.Add(new Found(NameOf(learned, categories.Name, categories.Feature, learned.Categories!.Count), learned, null,
                    categories, today, SkewOf(name, categories.Feature)));
            if (learned.Report is { } report) others.Add((name, report));
            foreach (var weight in learned.Weights ?? []) others.Add((name, Written(weight)));
        }
        var needs = importances.GroupBy(each => each.Column).ToDictionary(group => group.Key, group => group.First());
        var folded = found.GroupBy(each => each.Name).Select(group => (First: group.First(), All: group.ToList(), Skew: Worst(group)))
            .OrderByDescending(each => each.Skew?.Verdict)
            .ThenByDescending(each => needs.TryGetValue(each.First.Name, out var need) ? need.Increase : double.NegativeInfinity)
            .ThenByDescending(each => each.Skew is { PopulationStabilityIndex: var index } && !double.IsNaN(index) ? index : 0).ToList();
        return new ReportedFeatures(
            [.. folded.Take(most).Select(each => Feature(each.First, each.All, each.Skew, model.CommonMissingText))],
            Math.Max(0, folded.Count - most), rows is null ? null : folded.Skip(most).Count(each => HasMoved(each.Skew)), others);

        FeatureSkew? SkewOf(string layer, int index) => skews?[(layer, index)].MaxBy(skew => skew.Verdict);
    }

    private static bool HasMoved(FeatureSkew? skew) => skew is { Verdict: not SkewVerdict.Alike };

    private static FeatureSkew? Worst(IEnumerable<Found> group) =>
        group.Select(each => each.Skew).OfType<FeatureSkew>().MaxBy(skew => skew.Verdict);

    private static ReportedFeature Feature(Found first, List<Found> all, FeatureSkew? skew, string missingText)
    {
        var feature = new ReportedFeature
        {
            Name = first.Name,
            Layer = first.Learned.Layer,
            Type = first.Learned.Type,
            AlsoIn = [.. all.Skip(1).Select(each => each.Learned.Layer)],
            Numbers = first.Numbers,
            Categories = first.Categories,
            Skew = skew,
            MissingWas = MissingIn(first),
            MissingNow = first.Skew?.MissingShare ?? double.NaN,
        };
        if (first.Categories is { } categories)
        {
            var report = (first.Today as VocabularyReport)?.Columns[categories.Feature];
            return feature with { CategoryShares = Shares(categories, report, first.Skew, missingText) };
        }
        if (first.Today?.Features.ElementAtOrDefault(first.Numbers!.Feature) is not { } today) return feature;
        return feature with
        {
            Now = (today.Mean, Math.Sqrt(today.Variance)),
            SharesNow = first.Numbers.Histogram is { } histogram && today.HasQuantiles ? histogram.SharesOf(today) : null,
        };
    }

    // The layers behind an imputation see no missing values, so the first layer counts.
    private static double MissingIn(Found first) => first.Numbers is { } seen
        ? seen.Count + seen.Missing > 0 ? (double)seen.Missing / (seen.Count + seen.Missing) : double.NaN
        : first.Skew?.TrainingMissingShare ?? double.NaN;

    // The most frequent categories of training, then the most frequent new ones.
    private static CategoryShare[] Shares(LearnedCategories learned, CategoryReport? today, FeatureSkew? skew, string missingText)
    {
        var fresh = (skew?.NewCategories ?? []).Take(MostNew).ToList();
        if (skew is { MissingShare: > 0, TrainingMissingShare: 0 }) fresh.Insert(0, missingText);
        var shown = learned.MostFrequent.Take(MostCategories).ToList();
        var wanted = shown.Select(each => each.Value).Concat(fresh).ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (value, count, _) in today?.MostFrequent ?? [])
            if (wanted.Contains(value)) counts[value] = count;
        return [
            .. shown.Select(each => new CategoryShare(NameOf(each.Value), Share(each.Count, learned.Count), Now(each.Value))),
            .. fresh.Select(value => new CategoryShare(NameOf(value), 0, Now(value), IsNew: true)),
        ];

        double Now(string value) => today is null ? double.NaN : Share(counts.GetValueOrDefault(value), today.Count);

        string NameOf(string value) => skew is not null && !double.IsNaN(skew.MissingShare) && value == missingText ? Missing : value;
    }

    private static double Share(long? part, long? whole) => part is { } some && whole is > 0 and { } all ? (double)some / all : double.NaN;

    private static string NameOf(LearnedLayer layer, string? name, int feature, int count) =>
        name ?? (count == 1 ? layer.Layer : $"{layer.Layer}, feature {AlignedText.Integer(feature)}");

    private static string Written(LearnedWeight weight)
    {
        var values = string.Join(", ", weight.Values.Take(MostWeights).Select(Figures.Real));
        return $"{weight.Weight} [{string.Join(", ", weight.Shape)}]: {values}{(weight.Values.Count > MostWeights ? ", …" : "")}";
    }

    private sealed record Found(string Name, LearnedLayer Learned, LearnedNumbers? Numbers, LearnedCategories? Categories,
        AdaptReport? Today, FeatureSkew? Skew);
}
