using System.Globalization;

namespace Layers;

/// <summary>Formats numbers and names for people, the same on every machine.</summary>
internal static class Figures
{
    /// <summary>The text of a number that is not known.</summary>
    public const string Unknown = "–";

    private const int MostCharacters = 60;

    /// <summary>Formats an integer with separators of thousands.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Formats a count with its noun.</summary>
    public static string Count(long count, string what) => Nouns.Of(count, what);

    /// <summary>Returns a noun, in the plural unless the count is 1.</summary>
    public static string Plural(long count, string what) => Nouns.Noun(count, what);

    /// <summary>Formats a number with five digits.</summary>
    public static string Real(double value) => double.IsNaN(value) ? Unknown : value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>Formats a score with three decimals.</summary>
    public static string Score(double value) => double.IsNaN(value) ? Unknown : value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Formats a share as a percentage. A share above zero is never written as zero.</summary>
    public static string Share(double value) =>
        double.IsNaN(value) ? Unknown : value is > 0 and < 0.0005 ? "< 0.1 %" : value.ToString("P1", CultureInfo.InvariantCulture);

    /// <summary>Formats a coordinate of a drawing with two decimals.</summary>
    public static string Place(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Writes a name on one line, and shortens a long name.</summary>
    public static string Name(string name, int most = MostCharacters)
    {
        var line = string.Join(' ', name.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most) return string.IsNullOrWhiteSpace(line) ? $"'{line}'" : line;
        // A pair of surrogates must not be cut.
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return string.Concat(line.AsSpan(0, end), "…");
    }
}
