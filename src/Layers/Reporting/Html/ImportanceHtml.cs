namespace Layers;

/// <summary>Writes the importance of each column.</summary>
internal static class ImportanceHtml
{
    private const int MostBars = 15, Width = 460;

    public static void Write(Markup page, ModelReport report)
    {
        var all = report.Importances;
        var shown = all.Take(MostBars).ToList();
        page.Element("p", $"{ReportWords.Importances} Without shuffling it is {Figures.Real(all[0].Loss)}.").Line().Open("figure");
        BarChart.Write(
            page, "Rise of the loss when a column is shuffled",
            $"The largest rise is that of {Figures.Name(all[0].Column)}: {Figures.Real(all[0].Increase)}. The table below has the numbers.",
            [.. shown.Select(each => new Bar(Figures.Name(each.Column), each.Increase, double.NaN, Rise(each)))],
            Width);
        page.Element("figcaption", all.Count > MostBars ? $"The first {Figures.Count(MostBars)} of {Figures.Count(all.Count, "column")}."
            : $"All {Figures.Count(all.Count, "column")}.").Close().Line();
        page.Open("details").Element("summary", "The same as a table").Line();
        PageTable.Write(page, ReportTables.Importances(report));
        page.Close().Line();
    }

    private static string Rise(FeatureImportance each) => $"{Figures.Real(each.Increase)} ± {Figures.Real(each.Deviation)}";
}
