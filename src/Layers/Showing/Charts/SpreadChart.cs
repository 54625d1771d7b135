using System.Text;

namespace Layers;

/// <summary>A chart of a distribution over bins: training as an area, today as a dashed outline over it.</summary>
internal static class SpreadChart
{
    private const double Width = 300, Height = 120, Side = 22, Top = 6, Bottom = 18;

    /// <summary>Draws the chart.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">The title.</param>
    /// <param name="description">The content in words.</param>
    /// <param name="edges">The lower edges of the bins, then the upper edge of the last bin.</param>
    /// <param name="was">The share of training in each bin.</param>
    /// <param name="now">The share of today below the first bin, in each bin, and above the last; null for none.</param>
    public static void Write(Markup page, string title, string description, IReadOnlyList<double> edges, IReadOnlyList<double> was,
        IReadOnlyList<double>? now)
    {
        Drawing.Begin(page, Width, Height, title, description);
        var most = Math.Max(was.Max(), now?.Max() ?? 0);
        if (!(most > 0)) most = 1;
        var (floor, bin) = (Height - Bottom, (Width - 2 * Side) / was.Count);
        double Y(double share) => floor - (floor - Top) * share / most;
        page.Empty("path", ("class", "area"), ("d", Steps(was, Side, bin, floor, Y)));
        if (now is not null)
        {
            page.Empty("path", ("class", "now"), ("d", Steps([.. now.Skip(1).Take(was.Count)], Side, bin, floor, Y)));
            // Values outside of the range of training are drawn at its sides.
            Outside(page, 4, now[0], floor, Y);
            Outside(page, Width - 16, now[^1], floor, Y);
        }
        Drawing.Line(page, "axis", 0, floor, Width, floor);
        Drawing.Text(page, "soft", Side, Height - 4, Figures.Real(edges[0]));
        Drawing.Text(page, "soft end", Width - Side, Height - 4, Figures.Real(edges[^1]));
        page.Close().Line();
    }

    private static void Outside(Markup page, double x, double share, double floor, Func<double, double> y)
    {
        if (share > 0) Drawing.Rectangle(page, "other", x, Math.Min(y(share), floor - 2), 12, Math.Max(floor - y(share), 2));
    }

    private static string Steps(IReadOnlyList<double> shares, double left, double bin, double floor, Func<double, double> y)
    {
        var text = new StringBuilder($"M{Figures.Place(left)} {Figures.Place(floor)}");
        for (var i = 0; i < shares.Count; i++) text.Append('V').Append(Figures.Place(y(shares[i]))).Append('H')
            .Append(Figures.Place(left + bin * (i + 1)));
        return text.Append('V').Append(Figures.Place(floor)).ToString();
    }
}
