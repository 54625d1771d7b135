namespace Layers.Cli;

/// <summary>Numbers as text, the same on every machine.</summary>
internal static class Numbers
{
    /// <summary>Six digits, for people.</summary>
    public static string Short(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A whole number with its thousands apart.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage; blank where there is none.</summary>
    public static string Share(double value) => double.IsNaN(value) ? "" : value.ToString("P1", CultureInfo.InvariantCulture);

    /// <summary>So many of a thing.</summary>
    public static string Of(long count, string what) => $"{Count(count)} {what}{(count == 1 ? "" : "s")}";
}
