using Layers.Graphs;

namespace Layers;

/// <summary>Finds time zones by identifier, and converts times from one zone to another.</summary>
internal static class TimeZones
{
    /// <summary>Returns the zone with an IANA or Windows identifier.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not have the zone.</exception>
    public static TimeZoneInfo Find(string id) => id == "UTC" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(id);

    /// <summary>Whether the identifier of a zone finds a zone with the same rules.</summary>
    public static bool IsKnown(TimeZoneInfo zone)
    {
        try
        {
            return Find(zone.Id).HasSameRules(zone);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return false;
        }
    }

    /// <summary>Converts a time to the local time of a zone.</summary>
    /// <param name="ticks">The ticks of the time.</param>
    /// <param name="offset">The offset of the time from UTC, in ticks; null for the offset of <paramref name="from"/>.</param>
    /// <param name="from">The zone of a time without an offset.</param>
    /// <param name="to">The target zone.</param>
    /// <returns>The ticks in the target zone; <see cref="Ops.InvalidTicks"/> if the time does not exist in its zone, or if the result is
    /// outside the years 1 to 9999.</returns>
    public static long Convert(long ticks, long? offset, TimeZoneInfo from, TimeZoneInfo to)
    {
        if (offset is null && ReferenceEquals(from, to))
            return from.IsInvalidTime(new DateTime(ticks, DateTimeKind.Unspecified)) ? Ops.InvalidTicks : ticks;
        if (offset is null)
        {
            var local = new DateTime(ticks, DateTimeKind.Unspecified);
            // A time that was skipped when clocks were set forward is invalid. A time that occurred twice is taken as standard time.
            if (from.IsInvalidTime(local)) return Ops.InvalidTicks;
            offset = from.GetUtcOffset(local).Ticks;
        }
        var utc = ticks - offset.Value;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks) return Ops.InvalidTicks;
        var there = utc + to.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks;
        return there < 0 || there > DateTime.MaxValue.Ticks ? Ops.InvalidTicks : there;
    }
}
