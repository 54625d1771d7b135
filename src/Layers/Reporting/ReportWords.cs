namespace Layers;

/// <summary>What a report says, whatever it is written as.</summary>
internal static class ReportWords
{
    public const int MostRemarks = 30, MostElse = 30, MostImportances = 30;

    private const int MostColumns = 40, MostReason = 200;

    public const string Importances =
        "How far the loss rises when the values of a column are shuffled among the rows. Columns that say the same stand in for each other, so that each of them may seem to be needed little.";

    public static readonly string[] FeatureTitles =
        ["feature", "verdict", "in training", "today", " missing in training", " missing today", " mean moved by", " stability index", " largest distance", "reason"];

    /// <summary>A verdict as a word.</summary>
    public static string Of(SkewVerdict verdict) => verdict switch { SkewVerdict.Alike => "alike", SkewVerdict.Shifted => "shifted", _ => "different" };

    /// <summary>A verdict with a sign, for those who do not see colours.</summary>
    public static string Signed(SkewVerdict verdict) => verdict switch { SkewVerdict.Alike => "✓ alike", SkewVerdict.Shifted => "△ shifted", _ => "✗ different" };

    /// <summary>What all features say together.</summary>
    public static string Verdict(SkewReport skew) =>
        $"{Signed(skew.Verdict)}: {Figures.Count(skew.Skewed.Count())} of {Figures.Count(skew.Features.Count, "feature")} of {Figures.Count(skew.Rows, "row")} are not as in training.";

    /// <summary>How many features are not shown; null for none.</summary>
    public static string? Others(ReportedFeatures features)
    {
        if (features.Others == 0) return null;
        var moved = features.OtherVerdicts is { } count ? $", of which {Figures.Count(count)} {(count == 1 ? "has" : "have")} moved" : "";
        return $"And {Figures.Count(features.Others, "more feature")}{moved}.";
    }

    /// <summary>The line of a feature.</summary>
    public static IReadOnlyList<string> FeatureRow(ReportedFeature feature)
    {
        var skew = feature.Skew;
        return
        [
            Figures.Name(feature.Name), skew is null ? "" : Signed(skew.Verdict), Was(feature), Now(feature), Figures.Share(feature.MissingWas), Figures.Share(feature.MissingNow),
            skew is null ? Figures.Unknown : Figures.Real(skew.MeanShift), skew is null ? Figures.Unknown : Figures.Score(skew.PopulationStabilityIndex),
            skew is null ? Figures.Unknown : Figures.Score(skew.KolmogorovSmirnov), Figures.Name(skew is null or { Reason: "" } ? Figures.Unknown : skew.Reason, MostReason),
        ];
    }

    /// <summary>What was learned of a feature, in a few words.</summary>
    public static string Was(ReportedFeature feature)
    {
        if (feature.Numbers is { } numbers)
            return numbers.IsConstant ? $"always {Figures.Real(numbers.Mean)}"
                : $"{Figures.Real(numbers.Mean)} ± {Figures.Real(numbers.Deviation)}{(numbers.Histogram is { } histogram ? $" {histogram.Bars()}" : "")}";
        var categories = feature.Categories!;
        var most = feature.CategoryShares.Take(3).Select(each => double.IsNaN(each.Was) ? Figures.Name(each.Category, 24) : $"{Figures.Name(each.Category, 24)} {Figures.Share(each.Was)}");
        return $"{Figures.Count(categories.Distinct)} distinct: {string.Join(", ", most)}{(categories.Distinct > 3 ? ", …" : "")}";
    }

    /// <summary>What the rows of today show of it.</summary>
    public static string Now(ReportedFeature feature)
    {
        if (feature.Now is { } now) return $"{Figures.Real(now.Mean)} ± {Figures.Real(now.Deviation)}{(feature.SharesNow is { } shares ? $" {Histogram.Bars(shares)}" : "")}";
        var most = feature.CategoryShares.Where(each => !double.IsNaN(each.Now)).Take(3).ToList();
        return most.Count == 0 ? Figures.Unknown : string.Join(", ", most.Select(each => $"{Figures.Name(each.Category, 24)} {Figures.Share(each.Now)}"));
    }

    /// <summary>What goes in and comes out: which of both, the name, what it is.</summary>
    public static IEnumerable<string[]> Ends(ModelReport report)
    {
        foreach (var column in report.Signature.Inputs.Take(MostColumns))
        {
            var length = column.Length is { } values ? $"{Figures.Count(values)} × " : "";
            yield return ["in", Figures.Name(column.Name), $"{length}{column.Type.ToString().ToLowerInvariant()}{(column.MayBeMissing == true ? ", may be missing" : "")}"];
        }
        if (report.Signature.Inputs.Count > MostColumns) yield return ["in", $"and {Figures.Count(report.Signature.Inputs.Count - MostColumns)} more", ""];
        if (report.Signature.Inputs.Count == 0)
            foreach (var input in report.Diagram.Nodes.Where(node => node.Kind == DiagramNodeKind.Input)) yield return ["in", Figures.Name(input.Title), "by position: its features have no names"];
        foreach (var output in report.Signature.Outputs.Take(MostColumns))
        {
            var classes = output.Classes is { } all ? $", classes {string.Join(", ", all.Take(10).Select(each => Figures.Name(each, 24)))}{(all.Count > 10 ? $" and {Figures.Count(all.Count - 10)} more" : "")}" : "";
            yield return ["out", Figures.Name(output.Name), $"{output.ElementType.Name()} {output.Shape}{classes}"];
        }
    }

    /// <summary>The columns that a model needs, the most first.</summary>
    public static IEnumerable<string[]> ImportanceRows(ModelReport report)
    {
        foreach (var each in report.Importances.Take(MostImportances)) yield return [Figures.Name(each.Column), Figures.Real(each.Increase), Figures.Real(each.Deviation)];
        if (report.Importances.Count > MostImportances) yield return [$"and {Figures.Count(report.Importances.Count - MostImportances)} more", "", ""];
    }

    /// <summary>What is known of two models, line by line.</summary>
    public static IEnumerable<string[]> SideBySide(ModelReport first, ModelReport second)
    {
        var (a, b) = (Known(first), Known(second));
        foreach (var name in a.Select(each => each.Key).Union(b.Select(each => each.Key)))
            yield return [name, ValueOf(a, name), ValueOf(b, name)];

        static string ValueOf(List<KeyValuePair<string, string>> all, string name) => all.Find(each => each.Key == name).Value ?? Figures.Unknown;
    }

    private static List<KeyValuePair<string, string>> Known(ModelReport report)
    {
        List<KeyValuePair<string, string>> known = [.. report.Facts];
        if (report.Skew is { } skew) known.Add(new("rows of today", $"{Figures.Count(skew.Rows)}, {Of(skew.Verdict)}"));
        if (report.History is { Epochs.Count: > 0 } history)
            known.AddRange(history.Where(log => log.Value.Count > 0).Take(12).Select(log => KeyValuePair.Create($"{Figures.Name(log.Key)} of the last epoch", Figures.Real(log.Value[^1]))));
        foreach (var log in report.Evaluation?.Take(24) ?? []) known.Add(new($"{Figures.Name(log.Key)} today", Figures.Real(log.Value)));
        foreach (var results in report.Evaluation?.Classes.Take(4) ?? [])
        {
            known.Add(new($"{Figures.Name(results.Title)}: rows that are right", Figures.Share(results.ConfusionMatrix.Accuracy)));
            known.Add(new($"{Figures.Name(results.Title)}: macro average of F1", Figures.Score(results.Report.MacroAverage.F1)));
            if (results.HasCalibration) known.Add(new($"{Figures.Name(results.Title)}: expected calibration error", Figures.Score(results.Calibration.ExpectedError)));
        }
        if (report.Importances is [var most, ..]) known.Add(new("column that is needed most", $"{Figures.Name(most.Column)} ({Figures.Real(most.Increase)})"));
        // A name that comes twice counts with what was said last.
        return [.. known.GroupBy(each => each.Key).Select(group => group.Last())];
    }
}
