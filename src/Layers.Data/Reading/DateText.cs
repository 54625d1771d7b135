using System.Globalization;

namespace Layers.Data;

/// <summary>Parses dates in texts, independent of the machine's culture and time zone.</summary>
internal static class DateText
{
    private const string Day = "yyyy-MM-dd";

    private static readonly string[] s_forms =
        [.. from zone in new[] { "K", "zz" } from time in new[] { "HH:mm:ss", "HH:mm:ss.FFFFFFF", "HH:mm" } from between in new[] { " ",
        "'T'" } select Day + between + time + zone];

    /// <summary>Parses a date. With a time zone it is an instant, in UTC; without one its kind is unspecified.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">A .NET format; null for ISO 8601.</param>
    /// <param name="date">The date.</param>
    public static bool TryParse(string text, string? format, out DateTime date) =>
        format is not null ? DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out date)
        : text.Length == Day.Length ? DateTime.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        : DateTime.TryParseExact(WithoutNanoseconds(text), s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal,
            out date);

    // The resolution of .NET is 100 nanoseconds, and it has no format for the last two digits of nanoseconds.
    private static string WithoutNanoseconds(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return text;
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - dot is 9 or 10 ? text.Remove(dot + 8, end - dot - 8) : text;
    }
}
