namespace Layers;

/// <summary>Bars beneath one another, each with its name and its number, and maybe a second one of the same thing.</summary>
internal static class BarChart
{
    private const double Width = 300, Row = 30, Foot = 4;

    /// <summary>Draws them.</summary>
    /// <param name="page">Where.</param>
    /// <param name="title">What they show.</param>
    /// <param name="description">The same in words.</param>
    /// <param name="bars">Of each its name, its length, its second length (NaN for none), and the number as it is written.</param>
    /// <param name="width">Of the drawing, in pixels.</param>
    public static void Write(Markup page, string title, string description,
        IReadOnlyList<(string Name, double First, double Second, string Number)> bars, double width = Width)
    {
        Drawing.Begin(page, width, Row * bars.Count + Foot, title, description);
        var most = bars.SelectMany(bar => new[] { bar.First, bar.Second }).Where(double.IsFinite).Append(0).Max();
        if (!(most > 0)) most = 1;
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, first, second, number) = bars[i];
            var top = Row * i;
            Drawing.Text(page, "", 0, top + 13, Figures.Name(name, (int)(width / 12)));
            Drawing.Text(page, "soft end", width - 1, top + 13, number);
            if (first > 0) Drawing.Rectangle(page, "bar", 1, top + 18, Math.Max(1, (width - 2) * first / most), 9);
            if (second > 0) Drawing.Rectangle(page, "other", 1, top + 20, Math.Max(1, (width - 2) * second / most), 5);
        }
        page.Close().Line();
    }
}
