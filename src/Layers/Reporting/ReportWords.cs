namespace Layers;

/// <summary>What a report says, whatever it is written as.</summary>
internal static class ReportWords
{
    public const int MostRemarks = 30, MostElse = 30;

    public const string Importances =
        "How far the loss rises when the values of a column are shuffled among the rows. "
        + "Columns that say the same stand in for each other, so that each of them may seem to be needed little.";

    /// <summary>A verdict as a word.</summary>
    public static string Of(SkewVerdict verdict) =>
        verdict switch { SkewVerdict.Alike => "alike", SkewVerdict.Shifted => "shifted", _ => "different" };

    /// <summary>A verdict with a sign, for those who do not see colours.</summary>
    public static string Signed(SkewVerdict verdict) =>
        verdict switch { SkewVerdict.Alike => "✓ alike", SkewVerdict.Shifted => "△ shifted", _ => "✗ different" };

    /// <summary>What all features say together.</summary>
    public static string Verdict(SkewReport skew) =>
        $"{Signed(skew.Verdict)}: {Figures.Count(skew.Skewed.Count())} of {Figures.Count(skew.Features.Count, "feature")} "
        + $"of {Figures.Count(skew.Rows, "row")} are not as in training.";

    /// <summary>How many of a list are not shown; null for none.</summary>
    public static string? More(int count, int most) => count > most ? $"And {Figures.Count(count - most)} more." : null;

    /// <summary>How many features are not shown; null for none.</summary>
    public static string? Others(ReportedFeatures features)
    {
        if (features.Others == 0) return null;
        var moved = features.OtherVerdicts is { } count ? $", of which {Figures.Count(count)} {(count == 1 ? "has" : "have")} moved" : "";
        return $"And {Figures.Count(features.Others, "more feature")}{moved}.";
    }

    /// <summary>What was learned of a feature, in a few words.</summary>
    public static string Was(ReportedFeature feature)
    {
        if (feature.Numbers is { IsConstant: true, Mean: var only }) return $"always {Figures.Real(only)}";
        if (feature.Numbers is { } numbers)
        {
            var bars = numbers.Histogram is { } histogram ? $" {histogram.Bars()}" : "";
            return $"{Figures.Real(numbers.Mean)} ± {Figures.Real(numbers.Deviation)}{bars}";
        }
        var categories = feature.Categories!;
        var most = feature.CategoryShares.Take(3)
            .Select(each => double.IsNaN(each.Was) ? Figures.Name(each.Category, 24)
            : $"{Figures.Name(each.Category, 24)} {Figures.Share(each.Was)}");
        return $"{Figures.Count(categories.Distinct)} distinct: {string.Join(", ", most)}{(categories.Distinct > 3 ? ", …" : "")}";
    }

    /// <summary>What the rows of today show of it.</summary>
    public static string Now(ReportedFeature feature)
    {
        if (feature.Now is { } now)
        {
            var bars = feature.SharesNow is { } shares ? $" {Histogram.Bars(shares)}" : "";
            return $"{Figures.Real(now.Mean)} ± {Figures.Real(now.Deviation)}{bars}";
        }
        var most = feature.CategoryShares.Where(each => !double.IsNaN(each.Now)).Take(3).ToList();
        return most.Count == 0 ? Figures.Unknown
            : string.Join(", ", most.Select(each => $"{Figures.Name(each.Category, 24)} {Figures.Share(each.Now)}"));
    }
}
