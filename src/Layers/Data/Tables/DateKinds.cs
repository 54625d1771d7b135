using System.Globalization;

namespace Layers;

/// <summary>Dates of a column are all instants, or all dates of a calendar without a time zone: no machine's own zone decides what one
/// means.</summary>
internal static class DateKinds
{
    /// <summary>Refuses dates of the machine's own zone, and a column of both other kinds.</summary>
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

    /// <summary>ISO 8601: a date alone where there is no time of day and no zone; as many digits of a second as there are.</summary>
    public static string Written(DateTime date) => date.ToString(
        date.Kind == DateTimeKind.Utc ? "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ" : date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
