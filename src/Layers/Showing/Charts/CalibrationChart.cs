namespace Layers;

/// <summary>A chart of predicted probabilities against observed shares. On the diagonal both are equal.</summary>
internal static class CalibrationChart
{
    private const double Size = 260, Left = 44, Bottom = 36, Edge = 10;

    /// <summary>Draws the chart.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">The title.</param>
    /// <param name="description">The content in words.</param>
    /// <param name="points">Mean probabilities and observed shares, from 0 to 1, in ascending order of the probability.</param>
    public static void Write(Markup page, string title, string description, IReadOnlyList<(double Probability, double Share)> points)
    {
        Drawing.Begin(page, Size + Left, Size + Bottom, title, description);
        double X(double value) => Left + (Size - Edge) * value;
        double Y(double value) => Edge + (Size - Edge) * (1 - value);
        foreach (var tick in Ticks.Of(0, 1))
        {
            Drawing.Line(page, "grid", X(0), Y(tick), X(1), Y(tick));
            Drawing.Text(page, "soft end", Left - 6, Y(tick) + 4, Figures.Real(tick));
            Drawing.Text(page, "soft middle", X(tick), Size + 15, Figures.Real(tick));
        }
        Drawing.Text(page, "soft middle", X(0.5), Size + 31, "mean probability");
        Drawing.Text(page, "soft", X(0) + 4, Edge + 12, "share true");
        Drawing.Line(page, "ideal", X(0), Y(0), X(1), Y(1));
        page.Empty("path", ("class", "was"),
            ("d", string.Join("L", points.Select(
            point => $"{Figures.Place(X(point.Probability))} {Figures.Place(Y(point.Share))}")).Insert(0, "M")));
        foreach (var (probability, share) in points)
            page.Empty("circle", ("class", "dot"), ("cx", Figures.Place(X(probability))), ("cy", Figures.Place(Y(share))), ("r", "4"));
        page.Close().Line();
    }
}
