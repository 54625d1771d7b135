namespace Layers;

/// <summary>The tables of an evaluation.</summary>
internal static class EvaluationTables
{
    private const int MostScores = 50;

    /// <summary>The maximum number of outputs or labels with tables.</summary>
    public const int MostResults = 10;

    /// <summary>The maximum number of classes in the table of a matrix.</summary>
    public const int MostClasses = 20;

    /// <summary>Returns the table of the loss and the metrics.</summary>
    public static TableData Logs(Evaluation evaluation) =>
        new("Loss and metrics", ["name", " value"],
            evaluation.Select(log => (IReadOnlyList<string>)[Figures.Name(log.Key), Figures.Real(log.Value)]));

    /// <summary>Returns the counts of a matrix, with the number of rows of each class.</summary>
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

    /// <summary>Returns the precision, recall and F1 of each class, and their means.</summary>
    public static TableData Of(ClassificationReport report, string title) =>
        new($"Precision, recall and F1 of {title}", ["class", " precision", " recall", " F1", " rows"],
            report.Classes.Take(MostScores).Concat([report.MacroAverage, report.WeightedAverage]).Select(each => (IReadOnlyList<string>)
            [
                Figures.Name(each.Name, 40), Figures.Score(each.Precision), Figures.Score(each.Recall), Figures.Score(each.F1),
                    Figures.Count(each.Support),
            ]));

    /// <summary>Returns the mean probability and the observed share in each bin.</summary>
    public static TableData Of(Calibration calibration, string title) =>
        new($"Calibration of {title}", ["probability", " mean probability", " share true", " rows"],
            calibration.Bins.Select(bin => (IReadOnlyList<string>)
        [
            $"{Figures.Real(bin.Above)} to {Figures.Real(bin.UpTo)}", Figures.Score(bin.MeanProbability), Figures.Score(bin.ShareTrue),
                Figures.Count(bin.Count),
        ]));

    /// <summary>Returns a sentence on the number of outputs or labels without tables; null for none.</summary>
    public static string? Left(Evaluation evaluation)
    {
        var all = evaluation.Classes;
        if (all.Count <= MostResults) return null;
        return $"And {Figures.Count(all.Count - MostResults, all[MostResults].Label is null ? "more output" : "more label")}.";
    }

    /// <summary>Returns a sentence on the number of classes without scores; null for none.</summary>
    public static string? Left(ClassificationReport report) =>
        report.Classes.Count > MostScores ? $"And {Figures.Count(report.Classes.Count - MostScores, "more class")}." : null;

    /// <summary>Returns a sentence on the number of classes that the table of a matrix leaves out; null for none.</summary>
    public static string? Left(ConfusionMatrix matrix) =>
        matrix.Classes.Count > MostClasses ? $"And {Figures.Count(matrix.Classes.Count - MostClasses, "more class")}." : null;
}
