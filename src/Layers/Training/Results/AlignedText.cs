using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>Lines of cells as text for people: the first column is left-aligned, the others are right-aligned, with two spaces between
/// columns.</summary>
internal static class AlignedText
{
    /// <param name="lines">The cells of each line. All lines have the same number of cells; an empty cell is blank.</param>
    public static string Of(IReadOnlyList<string[]> lines)
    {
        int[] widths = [.. lines[0].Select((_, column) => lines.Max(cells => cells[column].Length))];
        var text = new StringBuilder();
        foreach (var cells in lines)
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(string.Join("  ",
                cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
        }
        return text.ToString();
    }

    /// <summary>Returns a count with its noun.</summary>
    public static string Count(long count, string what) => $"{Integer(count)} {Figures.Plural(count, what)}";

    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns a share or score with three decimals.</summary>
    public static string Share(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Returns a number with six significant digits.</summary>
    public static string Real(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
