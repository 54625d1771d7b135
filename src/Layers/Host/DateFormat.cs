using System.Globalization;

namespace Layers;

/// <summary>Dates in a format of .NET's, by the invariant culture.</summary>
internal static class DateFormat
{
    // The one letter formats that have no year, and take it from today.
    private const string WithoutYear = "mMtT";

    private static readonly CultureInfo s_culture = Culture();

    /// <summary>The ticks that the text says, and how far its clocks are before UTC, if it says that.</summary>
    public static bool TryParse(string text, string format, out long ticks, out long? offset)
    {
        var isDate = DateTime.TryParseExact(text, format, s_culture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AdjustToUniversal, out var date);
        (ticks, offset) = (date.Ticks, date.Kind == DateTimeKind.Utc ? 0 : null);
        return isDate;
    }

    /// <summary>Why a format cannot be used; null where it can.</summary>
    public static string? Fault(string format)
    {
        if (format.Length == 0) return "a format of .NET's, as \"dd.MM.yyyy\"";
        if (format.Length == 1 ? WithoutYear.Contains(format[0], StringComparison.Ordinal) : !Letters(format).Contains('y', StringComparison.Ordinal))
            return "a format with a year (y), since the year of a date must not come from the day that the model runs";
        try
        {
            _ = new DateTime(2000, 1, 1).ToString(format, s_culture);
            return null;
        }
        catch (FormatException)
        {
            return "a format that .NET knows, as \"dd.MM.yyyy\"";
        }
    }

    // Without quoted words and letters after a backslash.
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

    // The year of two digits that begins a century is a setting of the machine where nobody says otherwise.
    private static CultureInfo Culture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = 2049 };
        return CultureInfo.ReadOnly(culture);
    }
}
