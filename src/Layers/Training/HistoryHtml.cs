namespace Layers;

/// <summary>Writes a history as charts and a table.</summary>
internal static class HistoryHtml
{
    private const int MostCharts = 12, MostEpochs = 20;

    /// <summary>Writes the charts and the table to a page.</summary>
    public static void Write(Markup page, History history)
    {
        if (history.Epochs.Count == 0)
        {
            page.Element("p", "No epoch was run.");
            return;
        }
        // The loss comes first. A chart shows a training value together with its validation value.
        string[] names = [.. history.Keys.Where(name => !IsShownWithTraining(history, name)).OrderBy(name => name is "loss" ? 0 : 1)];
        page.Open("div", ("class", "cards")).Line();
        foreach (var name in names.Take(MostCharts)) Chart(page, history, name);
        page.Close().Line();
        if (names.Length > MostCharts)
            page.Element("p", $"The table below has {Figures.Count(names.Length - MostCharts, "more value")} of each epoch.");
        var count = history.Epochs.Count;
        page.Open("details").Element("summary",
            count <= MostEpochs ? "All epochs" : $"{Figures.Count(MostEpochs)} of {Figures.Count(count)} epochs").Line();
        PageTable.Write(page, Table(history));
        page.Close().Line();
    }

    private static bool IsShownWithTraining(History history, string name) =>
        name.StartsWith("val_", StringComparison.Ordinal) && history.ContainsKey(name[4..]);

    private static void Chart(Markup page, History history, string name)
    {
        List<Curve> curves = [new(name, history[name])];
        if (history.TryGetValue($"val_{name}", out var validation)) curves.Add(new($"val_{name}", validation));
        // A callback may log a number in some epochs only. The history does not store which epochs these are.
        if (curves.Exists(curve => curve.Values.Count != history.Epochs.Count)) return;
        var shown = Figures.Name(name);
        page.Open("figure", ("class", "card"));
        CurveChart.Write(page, $"{shown} by epoch", history.Epochs, "epoch",
            [.. curves.Select(curve => curve with { Name = Figures.Name(curve.Name) })]);
        page.Open("figcaption").Element("strong", shown)
            .Text(curves.Count == 1 ? " in training." : " in training (line) and in validation (dashed).").Close().Close().Line();
    }

    /// <summary>Returns a table of the values of the epochs. If there are more than <paramref name="most"/> epochs, the table has an even
    /// selection with the first and the last.</summary>
    public static TableData Table(History history, int most = MostEpochs)
    {
        var count = history.Epochs.Count;
        int[] shown = count <= most ? [.. Enumerable.Range(0, count)]
            : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)))];
        string[] names = [.. history.Keys.Take(2 * MostCharts)];
        return new TableData(
            "Loss and metrics of each epoch", ["epoch", .. names.Select(name => $" {Figures.Name(name)}")],
            shown.Select(at => (IReadOnlyList<string>)
            [
                Figures.Count(history.Epochs[at]), .. names
                    .Select(name => history[name] is var values && values.Count == count ? Figures.Real(values[at]) : ""),
            ]));
    }
}
