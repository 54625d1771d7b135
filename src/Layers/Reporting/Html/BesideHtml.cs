namespace Layers;

/// <summary>Writes the facts about two models side by side.</summary>
internal static class BesideHtml
{
    public static void Write(Markup page, ModelReport first, ModelReport second)
    {
        var name = Figures.Name(second.Title);
        PageTable.Write(page, ReportTables.SideBySide(first, second));
        page.Element("h3", $"Graph of {name}").Line();
        ReportPage.Graph(page, second.Diagram);
        foreach (var results in second.Evaluation?.Classes.Take(4) ?? [])
            EvaluationHtml.Write(page,
                results.ConfusionMatrix, $"{name}: confusion matrix of {Figures.Name(results.Title)}, with a row for each true class");
        if (second.History is { Epochs.Count: > 0 } history)
        {
            page.Element("h3", $"Training of {name}").Line();
            HistoryHtml.Write(page, history);
        }
        foreach (var remark in second.Remarks.Take(ReportWords.MostRemarks)) page.Element("p", $"{name}: {Figures.Name(remark, 500)}");
        if (ReportWords.More(second.Remarks.Count, ReportWords.MostRemarks) is { } more) page.Element("p", $"{name}: {more}");
    }
}
