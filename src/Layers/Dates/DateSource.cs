namespace Layers;

/// <summary>The form of the dates of a <see cref="DateParts"/>.</summary>
public enum DateSource
{
    /// <summary>Texts in ISO 8601: <c>2026-03-29</c>, <c>2026-03-29T01:30:00+01:00</c>, <c>2026-W13-7</c>.</summary>
    Iso8601,

    /// <summary>Texts in a .NET format that the constructor received.</summary>
    Format,

    /// <summary>Numbers: seconds since the first of January 1970, UTC.</summary>
    UnixSeconds,

    /// <summary>Numbers: milliseconds since the first of January 1970, UTC.</summary>
    UnixMilliseconds,

    /// <summary>Numbers: .NET ticks, 100 nanoseconds since the first of January of the year 1, in the local time of the input's time zone
    /// (<see cref="DateTime.Ticks"/>).</summary>
    Ticks,
}
