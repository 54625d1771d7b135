using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>The table that an <see cref="AdaptReport"/> prints: aligned columns, numbers to six digits in the invariant culture.</summary>
internal static class AdaptReportText
{
    private const int MostFeatures = 100;

    private static readonly string[] Header = ["feature", "count", "missing", "mean", "variance", "minimum", "maximum", ""];

    public static string Of(AdaptReport report)
    {
        var lines = new List<string[]> { Header };
        lines.AddRange(report.Features.Take(MostFeatures).Select(Cells));
        var widths = Header.Select((_, column) => lines.Max(cells => cells[column].Length)).ToArray();

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Count(report.Rows, "row")}, {Count(report.Features.Count, "feature")}");
        if (report.Constant.Count() is > 0 and var constant) text.Append(CultureInfo.InvariantCulture, $", {constant} constant");
        foreach (var cells in lines)
            text.Append('\n').Append(string.Join("  ", cells.Select((cell, column) => column == 7 ? cell : cell.PadLeft(widths[column])))
                .TrimEnd());
        if (report.Features.Count > MostFeatures)
            text.Append(CultureInfo.InvariantCulture, $"\n… and {Count(report.Features.Count - MostFeatures, "more feature")}");
        return text.ToString();
    }

    private static string[] Cells(FeatureReport f) =>
    [
        f.Name ?? Integer(f.Index), Integer(f.Count), Integer(f.Missing), Real(f.Mean), Real(f.Variance),
        f.HasRange ? Real(f.Minimum) : "?", f.HasRange ? Real(f.Maximum) : "?",
        string.Join(", ", new[] { f.IsConstant ? "constant" : null, f.Remark }.OfType<string>()),
    ];

    private static string Count(long count, string what) => $"{Integer(count)} {Nouns.Noun(count, what)}";

    private static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Real(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
