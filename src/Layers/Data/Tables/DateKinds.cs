using System.Globalization;

namespace Layers;

/// <summary>Checks of the kinds of dates. All dates of a column are instants, or all are calendar dates without a time zone, so that no
/// machine's time zone affects their meaning.</summary>
internal static class DateKinds
{
    /// <summary>Throws if a date has the machine's time zone, or if the dates have both other kinds.</summary>
    public static void Check(string column, ReadOnlySpan<DateTime?> dates)
    {
        DateTimeKind? kind = null;
        for (var row = 0; row < dates.Length; row++)
        {
            if (dates[row] is not { } date) continue;
            if (date.Kind == DateTimeKind.Local) throw Throw.LocalDate(column, row, date);
            if (kind is not null && kind != date.Kind) throw Throw.DatesOfTwoKinds(column, row, date);
            kind = date.Kind;
        }
    }

    /// <summary>Returns a date in ISO 8601: without the time of day if that is midnight and there is no zone; with as many digits of a
    /// second as needed.</summary>
    public static string Written(DateTime date) => date.ToString(
        date.Kind == DateTimeKind.Utc
        ? "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ" : date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        CultureInfo.InvariantCulture);
}
