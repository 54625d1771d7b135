namespace Layers;

/// <summary>Writes an evaluation as tables and charts.</summary>
internal static class EvaluationHtml
{
    /// <summary>Writes the loss and the metrics, then the results for the classes.</summary>
    /// <param name="page">The page to write to.</param>
    /// <param name="evaluation">The evaluation.</param>
    public static void Write(Markup page, Evaluation evaluation)
    {
        PageTable.Write(page, EvaluationTables.Logs(evaluation));
        foreach (var results in evaluation.Classes.Take(EvaluationTables.MostResults)) Write(page, results);
        if (EvaluationTables.Left(evaluation) is { } left) page.Element("p", left);
    }

    /// <summary>Writes the counts of a matrix. A cell is darker if its share of the row is larger.</summary>
    public static void Write(Markup page, ConfusionMatrix matrix, string caption)
    {
        var table = EvaluationTables.Of(matrix, caption);
        PageTable.Begin(page, table.Caption, table.Titles);
        foreach (var (truth, row) in table.Rows.Index())
        {
            page.Open("tr");
            for (var column = 0; column < row.Count; column++)
            {
                var isCount = column > 0 && column < row.Count - 1;
                PageTable.Cell(page, column, table.Titles[column], row[column], isCount ? Kind(matrix, truth, column - 1) : null);
            }
            page.Close().Line();
        }
        PageTable.End(page);
        if (EvaluationTables.Left(matrix) is { } left) page.Element("p", left);
    }

    private static void Write(Markup page, ClassResults results)
    {
        var (title, matrix) = (Figures.Name(results.Title), results.ConfusionMatrix);
        page.Element("h3", $"{title}: predicted classes").Line();
        page.Element("p", Right(matrix));
        Write(page, matrix, $"Confusion matrix of {title}: rows are true classes, columns predicted ones");
        PageTable.Write(page, EvaluationTables.Of(results.Report, title));
        if (EvaluationTables.Left(results.Report) is { } left) page.Element("p", left);
        foreach (var remark in results.Report.Remarks) page.Element("p", remark);
        if (results.HasCalibration) Write(page, results.Calibration, title);
    }

    /// <summary>Returns a sentence on how many rows were predicted right.</summary>
    public static string Right(ConfusionMatrix matrix) =>
        $"{Figures.Count(matrix.Right)} of {Figures.Count(matrix.Total, "row")} are right: "
        + $"an accuracy of {Figures.Score(matrix.Accuracy)}.";

    private static void Write(Markup page, Calibration calibration, string title)
    {
        var subject = Figures.Name(calibration.Subject ?? title);
        var error = $"The expected calibration error is {Figures.Score(calibration.ExpectedError)}.";
        page.Element("h3", $"{title}: calibration").Line().Open("figure");
        CalibrationChart.Write(
            page, $"Calibration of {title}", $"{error} The table below has its points.",
                [.. calibration.Bins.Select(bin => (bin.MeanProbability, bin.ShareTrue))]);
        page.Element("figcaption", $"Predicted probabilities of {subject}, and the share of rows in which it was true. {error}").Close()
            .Line();
        PageTable.Write(page, EvaluationTables.Of(calibration, title));
    }

    private static string Kind(ConfusionMatrix matrix, int truth, int predicted)
    {
        var (count, all) = (matrix[truth, predicted], matrix.TrueCount(truth));
        var heat = count == 0 ? "heat0" : ((double)count / all) switch
        {
            < 0.05 => "heat1",
            < 0.25 => "heat2",
            < 0.6 => "heat3",
            _ => "heat4"
        };
        return truth == predicted ? $"{heat} right" : heat;
    }
}
