namespace Layers;

/// <summary>A history as pictures and a table.</summary>
internal static class HistoryHtml
{
    private const int MostCharts = 12, MostEpochs = 20;

    /// <summary>Writes it.</summary>
    public static void Write(Markup page, History history)
    {
        if (history.Epochs.Count == 0)
        {
            page.Element("p", "No epoch was run.");
            return;
        }
        // Loss first, then what else was watched; validation beside its training.
        string[] names = [.. history.Keys.Where(name => !IsOfAnother(history, name)).OrderBy(name => name is "loss" ? 0 : 1)];
        page.Open("div", ("class", "cards")).Line();
        foreach (var name in names.Take(MostCharts)) Chart(page, history, name);
        page.Close().Line();
        if (names.Length > MostCharts)
            page.Element("p", $"And {Figures.Count(names.Length - MostCharts, "more number")} of each epoch: see the table.");
        var count = history.Epochs.Count;
        page.Open("details").Element("summary",
            count <= MostEpochs ? "All epochs" : $"{Figures.Count(MostEpochs)} of {Figures.Count(count)} epochs").Line();
        PageTable.Write(page, Table(history));
        page.Close().Line();
    }

    private static bool IsOfAnother(History history, string name) =>
        name.StartsWith("val_", StringComparison.Ordinal) && history.ContainsKey(name[4..]);

    private static void Chart(Markup page, History history, string name)
    {
        List<Curve> curves = [new(name, history[name])];
        if (history.TryGetValue($"val_{name}", out var validation)) curves.Add(new($"val_{name}", validation));
        // A callback may log a number of some epochs alone, and then nobody knows of which.
        if (curves.Exists(curve => curve.Values.Count != history.Epochs.Count)) return;
        var shown = Figures.Name(name);
        page.Open("figure", ("class", "card"));
        CurveChart.Write(page, $"{shown} by epoch", history.Epochs, "epoch",
            [.. curves.Select(curve => curve with { Name = Figures.Name(curve.Name) })]);
        page.Open("figcaption").Element("strong", shown)
            .Text(curves.Count == 1 ? " in training." : " in training (line) and in validation (dashed).").Close().Close().Line();
    }

    /// <summary>The numbers of the epochs; of many of them some, the first and the last among them.</summary>
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
