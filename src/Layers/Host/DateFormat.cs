using System.Globalization;

namespace Layers;

/// <summary>Parses dates in a .NET format, with the invariant culture.</summary>
internal static class DateFormat
{
    // The one-letter formats without a year, for which .NET takes the current year.
    private const string WithoutYear = "mMtT";

    private static readonly CultureInfo s_culture = Culture();

    /// <summary>Reads the ticks of a text, and its offset from UTC in ticks; the offset is null if the text has none.</summary>
    public static bool TryParse(string text, string format, out long ticks, out long? offset)
    {
        var isDate = DateTime.TryParseExact(text, format, s_culture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AdjustToUniversal,
            out var date);
        (ticks, offset) = (date.Ticks, date.Kind == DateTimeKind.Utc ? 0 : null);
        return isDate;
    }

    /// <summary>Returns the expected kind of format if a format is invalid; null if it is valid.</summary>
    public static string? Fault(string format)
    {
        if (format.Length == 0) return "a .NET format, such as \"dd.MM.yyyy\"";
        if (format.Length == 1 ? WithoutYear.Contains(format[0], StringComparison.Ordinal)
            : !Letters(format).Contains('y', StringComparison.Ordinal))
            return "a format with a year (y), because the year must not depend on the day on which the model runs";
        try
        {
            _ = new DateTime(2000, 1, 1).ToString(format, s_culture);
            return null;
        }
        catch (FormatException)
        {
            return "a format that .NET supports, such as \"dd.MM.yyyy\"";
        }
    }

    // Returns the format without quoted text and escaped letters.
    private static string Letters(string format)
    {
        var letters = new System.Text.StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '\\') i++;
            else if (format[i] is '\'' or '"' && format.IndexOf(format[i], i + 1) is > 0 and var end) i = end;
            else letters.Append(format[i]);
        }
        return letters.ToString();
    }

    // The range of two-digit years is fixed, because its default is a setting of the machine.
    private static CultureInfo Culture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = 2049 };
        return CultureInfo.ReadOnly(culture);
    }
}
