using System.Globalization;

namespace Layers;

/// <summary>Numbers and names as people read them, the same on every machine.</summary>
internal static class Figures
{
    /// <summary>What stands for a number that is not known.</summary>
    public const string Unknown = "–";

    private const int MostCharacters = 60;

    /// <summary>A whole number with its thousands apart.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>So many of a thing.</summary>
    public static string Count(long count, string what) => $"{Count(count)} {Plural(count, what)}";

    /// <summary>A noun, in the plural unless there is one of it.</summary>
    public static string Plural(long count, string what) => count == 1 ? what : what.EndsWith('s') ? $"{what}es" : $"{what}s";

    /// <summary>A number of five digits.</summary>
    public static string Real(double value) => double.IsNaN(value) ? Unknown : value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>A score of three decimals.</summary>
    public static string Score(double value) => double.IsNaN(value) ? Unknown : value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage; one that is there at all is not written as nothing.</summary>
    public static string Share(double value) =>
        double.IsNaN(value) ? Unknown : value is > 0 and < 0.0005 ? "< 0.1 %" : value.ToString("P1", CultureInfo.InvariantCulture);

    /// <summary>A place in a drawing, of two decimals.</summary>
    public static string Place(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A name on one line, cut where it is too long to be read.</summary>
    public static string Name(string name, int most = MostCharacters)
    {
        var line = string.Join(' ', name.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most) return string.IsNullOrWhiteSpace(line) ? $"'{line}'" : line;
        // Not within a pair of surrogates.
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return string.Concat(line.AsSpan(0, end), "…");
    }
}
