namespace Layers;

/// <summary>What was measured, as tables.</summary>
internal static class EvaluationTables
{
    private const int MostScores = 50;

    /// <summary>How many outputs or labels have results at most.</summary>
    public const int MostResults = 10;

    /// <summary>How many classes a matrix has at most.</summary>
    public const int MostClasses = 20;

    /// <summary>Loss and metrics.</summary>
    public static TableData Logs(Evaluation evaluation) =>
        new("Loss and metrics", ["name", " value"],
            evaluation.Select(log => (IReadOnlyList<string>)[Figures.Name(log.Key), Figures.Real(log.Value)]));

    /// <summary>The counts of a matrix, and how many rows each class has.</summary>
    public static TableData Of(ConfusionMatrix matrix, string caption)
    {
        var shown = Math.Min(MostClasses, matrix.Classes.Count);
        return new TableData(
            caption,
            [@"true \ predicted", .. matrix.Classes.Take(shown).Select(name => $" {Figures.Name(name, 24)}"), " rows"],
            Enumerable.Range(0, shown).Select(truth => (IReadOnlyList<string>)
            [
                Figures.Name(matrix.Classes[truth], 24),
                    .. Enumerable.Range(0, shown).Select(predicted => Figures.Count(matrix[truth, predicted])),
                Figures.Count(matrix.TrueCount(truth)),
            ]));
    }

    /// <summary>Precision, recall and F1 of each class, and their means.</summary>
    public static TableData Of(ClassificationReport report, string title) =>
        new($"Precision, recall and F1 of {title}", ["class", " precision", " recall", " F1", " rows"],
            report.Classes.Take(MostScores).Concat([report.MacroAverage, report.WeightedAverage]).Select(each => (IReadOnlyList<string>)
            [
                Figures.Name(each.Name, 40), Figures.Score(each.Precision), Figures.Score(each.Recall), Figures.Score(each.F1),
                    Figures.Count(each.Support),
            ]));

    /// <summary>Probabilities beside shares.</summary>
    public static TableData Of(Calibration calibration, string title) =>
        new($"Calibration of {title}", ["probability", " mean probability", " share true", " rows"],
            calibration.Bins.Select(bin => (IReadOnlyList<string>)
        [
            $"{Figures.Real(bin.Above)} to {Figures.Real(bin.UpTo)}", Figures.Score(bin.MeanProbability), Figures.Score(bin.ShareTrue),
                Figures.Count(bin.Count),
        ]));

    /// <summary>How many outputs or labels have no results; null for none.</summary>
    public static string? Left(Evaluation evaluation)
    {
        var all = evaluation.Classes;
        if (all.Count <= MostResults) return null;
        return $"And {Figures.Count(all.Count - MostResults, all[MostResults].Label is null ? "more output" : "more label")}.";
    }

    /// <summary>How many classes are not among the scores; null for none.</summary>
    public static string? Left(ClassificationReport report) =>
        report.Classes.Count > MostScores ? $"And {Figures.Count(report.Classes.Count - MostScores, "more class")}." : null;

    /// <summary>How many classes are not in the table of a matrix; null for none.</summary>
    public static string? Left(ConfusionMatrix matrix) =>
        matrix.Classes.Count > MostClasses ? $"And {Figures.Count(matrix.Classes.Count - MostClasses, "more class")}." : null;
}
