using Layers.Graphs;

namespace Layers;

/// <summary>Time zones by identifier, and times moved from the clocks of one to those of another.</summary>
internal static class TimeZones
{
    /// <summary>The zone; its identifier is IANA's, or Windows'.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know it.</exception>
    public static TimeZoneInfo Find(string id) => id == "UTC" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(id);

    /// <summary>Whether a zone is the one that its identifier finds.</summary>
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

    /// <summary>The ticks that the clocks of a zone show.</summary>
    /// <param name="ticks">What clocks show where the time was taken.</param>
    /// <param name="offset">How far those clocks are before UTC, in ticks; null for those of <paramref name="from"/>.</param>
    /// <param name="from">The zone of a time without an offset.</param>
    /// <param name="to">The zone that is asked for.</param>
    /// <returns>The ticks; <see cref="Ops.InvalidTicks"/> where clocks never showed that time, or where it leaves the years 1 to
    /// 9999.</returns>
    public static long Moved(long ticks, long? offset, TimeZoneInfo from, TimeZoneInfo to)
    {
        if (offset is null && ReferenceEquals(from, to))
            return from.IsInvalidTime(new DateTime(ticks, DateTimeKind.Unspecified)) ? Ops.InvalidTicks : ticks;
        if (offset is null)
        {
            var local = new DateTime(ticks, DateTimeKind.Unspecified);
            // Clocks that were put forward have skipped it. A time that they showed twice is that of standard time.
            if (from.IsInvalidTime(local)) return Ops.InvalidTicks;
            offset = from.GetUtcOffset(local).Ticks;
        }
        var utc = ticks - offset.Value;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks) return Ops.InvalidTicks;
        var there = utc + to.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks;
        return there < 0 || there > DateTime.MaxValue.Ticks ? Ops.InvalidTicks : there;
    }
}
