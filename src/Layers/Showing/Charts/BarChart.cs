namespace Layers;

/// <summary>A chart of horizontal bars, each with its name, its number and, if there is one, a second bar.</summary>
internal static class BarChart
{
    private const double Width = 300, Row = 30, Foot = 4;

    /// <summary>Draws the chart.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">The title.</param>
    /// <param name="description">The content in words.</param>
    /// <param name="bars">The bars, from top to bottom.</param>
    /// <param name="width">The width of the drawing, in pixels.</param>
    public static void Write(Markup page, string title, string description,
        IReadOnlyList<Bar> bars, double width = Width)
    {
        Drawing.Begin(page, width, Row * bars.Count + Foot, title, description);
        var most = bars.SelectMany(bar => new[] { bar.First, bar.Second }).Where(double.IsFinite).Append(0).Max();
        if (!(most > 0)) most = 1;
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, first, second, number, isNew) = bars[i];
            var top = Row * i;
            Drawing.Text(page, "", 0, top + 13, Figures.Name(name, (int)(width / 12)));
            Drawing.Text(page, "soft end", width - 1, top + 13, number);
            if (first > 0) Drawing.Rectangle(page, "bar", 1, top + 18, Math.Max(1, (width - 2) * first / most), 9);
            if (second > 0) Drawing.Rectangle(page, isNew ? "fresh" : "other", 1, top + 20, Math.Max(1, (width - 2) * second / most), 5);
        }
        page.Close().Line();
    }
}
