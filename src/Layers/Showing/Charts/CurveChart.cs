using System.Text;

namespace Layers;

/// <summary>A chart of one or two curves over the epochs: training as a solid line, validation as a dashed line.</summary>
internal static class CurveChart
{
    private const double Width = 420, Height = 220, Left = 62, Right = 12, Top = 12, Bottom = 34;

    // More points are not visible at this width.
    private const int MostPoints = 200;

    /// <summary>Draws the chart.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">The title.</param>
    /// <param name="places">The places of the numbers on the horizontal axis, ascending.</param>
    /// <param name="axis">The title of that axis.</param>
    /// <param name="curves">One or two curves, with a number for each place.</param>
    public static void Write(Markup page, string title, IReadOnlyList<int> places, string axis, IReadOnlyList<Curve> curves)
    {
        double[] finite = [.. curves.SelectMany(curve => curve.Values).Where(double.IsFinite)];
        Drawing.Begin(page, Width, Height, title, string.Join(" ", curves.Select(curve => Words(curve, places, axis))));
        if (finite.Length == 0) Drawing.Text(page, "middle", Width / 2, Height / 2, "no finite numbers");
        else Draw(page, places, axis, curves, finite.Min(), finite.Max());
        page.Close().Line();
    }

    private static void Draw(Markup page, IReadOnlyList<int> places, string axis, IReadOnlyList<Curve> curves, double low, double high)
    {
        // A constant curve is drawn in the middle.
        if (low == high) (low, high) = (low - Math.Max(Math.Abs(low), 1) / 2, high + Math.Max(Math.Abs(high), 1) / 2);
        var (first, last) = (places[0], Math.Max(places[^1], places[0] + 1));
        double X(double place) => Left + (Width - Left - Right) * (place - first) / (last - first);
        // Halves, because the whole range may overflow a double.
        double Y(double value) => Top + (Height - Top - Bottom) * ((high / 2 - value / 2) / (high / 2 - low / 2));
        foreach (var tick in Ticks.Of(low, high))
        {
            Drawing.Line(page, "grid", Left, Y(tick), Width - Right, Y(tick));
            Drawing.Text(page, "soft end", Left - 6, Y(tick) + 4, Figures.Real(tick));
        }
        foreach (var tick in Ticks.Of(first, places[^1]).Where(tick => tick == Math.Floor(tick)))
            Drawing.Text(page, "soft middle", X(tick), Height - Bottom + 15, Figures.Real(tick));
        Drawing.Line(page, "axis", Left, Height - Bottom, Width - Right, Height - Bottom);
        Drawing.Text(page, "soft middle", (Left + Width - Right) / 2, Height - 4, axis);
        for (var i = 0; i < curves.Count; i++)
            page.Empty("path", ("class", i == 0 ? "was" : "now"), ("d", Path(curves[i].Values, places, X, Y)));
    }

    private static string Path(IReadOnlyList<double> values, IReadOnlyList<int> places, Func<double, double> x, Func<double, double> y)
    {
        var (text, isDrawn) = (new StringBuilder(), false);
        var points = Math.Min(values.Count, MostPoints);
        var step = points == 1 ? 0 : (double)(values.Count - 1) / (points - 1);
        int[] drawn = [.. Enumerable.Range(0, points).Select(i => (int)Math.Round(i * step))];
        for (var i = 0; i < points; i++)
        {
            if (!double.IsFinite(values[drawn[i]]))
            {
                isDrawn = false;
                continue;
            }
            text.Append(isDrawn ? 'L' : 'M').Append(Figures.Place(x(places[drawn[i]])));
            text.Append(' ').Append(Figures.Place(y(values[drawn[i]])));
            // A single number is drawn as a short line.
            var isAlone = !isDrawn && (i + 1 == points || !double.IsFinite(values[drawn[i + 1]]));
            if (isAlone) text.Append("h3");
            isDrawn = true;
        }
        return text.ToString();
    }

    private static string Words(Curve curve, IReadOnlyList<int> places, string axis)
    {
        int[] finite = [.. Enumerable.Range(0, curve.Values.Count).Where(i => double.IsFinite(curve.Values[i]))];
        if (finite.Length == 0) return $"{curve.Name} has no finite numbers.";
        var least = finite.MinBy(i => curve.Values[i]);
        return $"{curve.Name} goes from {Figures.Real(curve.Values[finite[0]])} to {Figures.Real(curve.Values[finite[^1]])}; "
            + $"the minimum is {Figures.Real(curve.Values[least])} at {axis} {Figures.Count(places[least])}.";
    }
}
