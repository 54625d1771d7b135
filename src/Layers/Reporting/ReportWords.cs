namespace Layers;

/// <summary>The sentences of a report, which are written as HTML or as Markdown.</summary>
internal static class ReportWords
{
    public const int MostRemarks = 30, MostElse = 30;

    public const string Importances =
        "The rise of the loss when the values of a column are shuffled among the rows. "
        + "If two columns hold the same information, each of them may seem less important than both together are.";

    /// <summary>Returns a verdict as a word.</summary>
    public static string Of(SkewVerdict verdict) =>
        verdict switch { SkewVerdict.Alike => "alike", SkewVerdict.Shifted => "shifted", _ => "different" };

    /// <summary>Returns a verdict with a sign, for readers who do not see colours.</summary>
    public static string Signed(SkewVerdict verdict) =>
        verdict switch { SkewVerdict.Alike => "✓ alike", SkewVerdict.Shifted => "△ shifted", _ => "✗ different" };

    /// <summary>Returns the verdict on all features.</summary>
    public static string Verdict(SkewReport skew) =>
        $"{Signed(skew.Verdict)}: {Figures.Count(skew.Moved)} of {Figures.Count(skew.Compared, "feature")} "
        + $"of {Figures.Count(skew.Rows, "row")} are not as in training.";

    /// <summary>Returns a sentence on the items of a list that are not shown; null if all are.</summary>
    public static string? More(int count, int most) => count > most ? $"And {Figures.Count(count - most)} more." : null;

    /// <summary>Returns a sentence on the features that are not shown; null if all are.</summary>
    public static string? Others(ReportedFeatures features)
    {
        if (features.Others == 0) return null;
        var moved = features.OtherVerdicts is { } count ? $"; {Figures.Count(count)} of them {(count == 1 ? "has" : "have")} moved" : "";
        return $"And {Figures.Count(features.Others, "more feature")}{moved}.";
    }

    /// <summary>Returns the distribution of a feature in training, in a few words.</summary>
    public static string Was(ReportedFeature feature)
    {
        if (feature.Numbers is { IsConstant: true, Mean: var only }) return $"always {Figures.Real(only)}";
        if (feature.Numbers is { } numbers)
        {
            var bars = numbers.Histogram is { } histogram ? $" {histogram.Bars()}" : "";
            return $"{Figures.Real(numbers.Mean)} ± {Figures.Real(numbers.Deviation)}{bars}";
        }
        var categories = feature.Categories!;
        var most = feature.CategoryShares.Where(each => !each.IsNew).Take(3)
            .Select(each => double.IsNaN(each.Was) ? Figures.Name(each.Category, 24)
            : $"{Figures.Name(each.Category, 24)} {Figures.Share(each.Was)}");
        return $"{Figures.Count(categories.Distinct)} distinct: {string.Join(", ", most)}{(categories.Distinct > 3 ? ", …" : "")}";
    }

    /// <summary>Returns the distribution of a feature today, in a few words.</summary>
    public static string Now(ReportedFeature feature)
    {
        if (feature.Now is { } now)
        {
            var bars = feature.SharesNow is { } shares ? $" {Histogram.Bars(shares)}" : "";
            return $"{Figures.Real(now.Mean)} ± {Figures.Real(now.Deviation)}{bars}";
        }
        var most = feature.CategoryShares.Where(each => !double.IsNaN(each.Now)).OrderByDescending(each => each.Now).Take(3).ToList();
        return most.Count == 0 ? Figures.Unknown
            : string.Join(", ",
                most.Select(each => $"{Figures.Name(each.Category, 24)} {Figures.Share(each.Now)}{(each.IsNew ? " (new)" : "")}"));
    }
}
