namespace Layers;

/// <summary>What was measured, as tables and pictures.</summary>
internal static class EvaluationHtml
{
    private const int MostClasses = 20, MostScores = 50, MostResults = 10;

    /// <summary>Loss and metrics, then how well classes were told apart.</summary>
    /// <param name="page">Where.</param>
    /// <param name="evaluation">What was measured.</param>
    /// <param name="heading">The element of the headings: <c>h3</c>.</param>
    public static void Write(Markup page, Evaluation evaluation, string heading)
    {
        PageTable.Write(page, "Loss and metrics", ["name", " value"], evaluation.Select(log => (IReadOnlyList<string>)[Figures.Name(log.Key), Figures.Real(log.Value)]));
        foreach (var results in evaluation.Classes.Take(MostResults)) Write(page, results, heading);
        if (evaluation.Classes.Count > MostResults) page.Element("p", $"And {Figures.Count(evaluation.Classes.Count - MostResults, "more label")}.");
    }

    /// <summary>The counts of a matrix, the darker the larger their share of their row.</summary>
    public static void Write(Markup page, ConfusionMatrix matrix, string caption)
    {
        var shown = Math.Min(MostClasses, matrix.Classes.Count);
        string[] titles = [@"true \ predicted", .. matrix.Classes.Take(shown).Select(name => $" {Figures.Name(name, 24)}"), " rows"];
        PageTable.Begin(page, caption, titles);
        for (var truth = 0; truth < shown; truth++)
        {
            page.Open("tr");
            PageTable.Cell(page, 0, titles[0], Figures.Name(matrix.Classes[truth], 24));
            for (var predicted = 0; predicted < shown; predicted++)
            {
                var count = matrix[truth, predicted];
                PageTable.Cell(page, predicted + 1, titles[predicted + 1], Figures.Count(count), Heat(count, matrix.TrueCount(truth)) + (truth == predicted ? " right" : ""));
            }
            PageTable.Cell(page, shown + 1, titles[^1], Figures.Count(matrix.TrueCount(truth)));
            page.Close().Line();
        }
        PageTable.End(page);
        if (matrix.Classes.Count > shown) page.Element("p", $"And {Figures.Count(matrix.Classes.Count - shown)} more classes.");
    }

    private static void Write(Markup page, ClassResults results, string heading)
    {
        var (title, matrix) = (Figures.Name(results.Title), results.ConfusionMatrix);
        page.Element(heading, $"{title}: what was taken for what").Line();
        page.Element("p", $"{Figures.Count(matrix.Right)} of {Figures.Count(matrix.Total, "row")} are right: an accuracy of {Figures.Score(matrix.Accuracy)}.");
        Write(page, matrix, $"Confusion matrix of {title}: rows are true classes, columns predicted ones");
        Write(page, results.Report, title);
        if (results.HasCalibration) Write(page, results.Calibration, title, heading);
    }

    private static void Write(Markup page, ClassificationReport report, string title)
    {
        PageTable.Write(page, $"Precision, recall and F1 of {title}", ["class", " precision", " recall", " F1", " rows"],
            report.Classes.Take(MostScores).Concat([report.MacroAverage, report.WeightedAverage]).Select(each =>
                (IReadOnlyList<string>)[Figures.Name(each.Name, 40), Figures.Score(each.Precision), Figures.Score(each.Recall), Figures.Score(each.F1), Figures.Count(each.Support)]));
        if (report.Classes.Count > MostScores) page.Element("p", $"And {Figures.Count(report.Classes.Count - MostScores)} more classes.");
        foreach (var remark in report.Remarks) page.Element("p", remark);
    }

    private static void Write(Markup page, Calibration calibration, string title, string heading)
    {
        var subject = Figures.Name(calibration.Subject ?? title);
        var error = $"The expected calibration error is {Figures.Score(calibration.ExpectedError)}.";
        page.Element(heading, $"{title}: calibration").Line().Open("figure");
        CalibrationChart.Write(page, $"Calibration of {title}", $"{error} The table below has its points.", [.. calibration.Bins.Select(bin => (bin.MeanProbability, bin.ShareTrue))]);
        page.Element("figcaption", $"Probabilities of {subject} beside the share of rows for which it was true. {error}").Close().Line();
        PageTable.Write(page, $"Calibration of {title}", ["probability", " mean probability", " share true", " rows"], calibration.Bins.Select(bin =>
            (IReadOnlyList<string>)[$"{Figures.Real(bin.Above)} to {Figures.Real(bin.UpTo)}", Figures.Score(bin.MeanProbability), Figures.Score(bin.ShareTrue), Figures.Count(bin.Count)]));
    }

    private static string Heat(long count, long all)
    {
        if (count == 0 || all == 0) return "heat0";
        return ((double)count / all) switch { < 0.05 => "heat1", < 0.25 => "heat2", < 0.6 => "heat3", _ => "heat4" };
    }
}
