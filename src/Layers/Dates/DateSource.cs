namespace Layers;

/// <summary>How dates come into <see cref="DateParts"/>.</summary>
public enum DateSource
{
    /// <summary>Texts as ISO 8601 writes them: <c>2026-03-29</c>, <c>2026-03-29T01:30:00+01:00</c>, <c>2026-W13-7</c>.</summary>
    Iso8601,

    /// <summary>Texts in a format of .NET's that the constructor was given.</summary>
    Format,

    /// <summary>Numbers: seconds since the first of January 1970, UTC.</summary>
    UnixSeconds,

    /// <summary>Numbers: milliseconds since the first of January 1970, UTC.</summary>
    UnixMilliseconds,

    /// <summary>Numbers: .NET's ticks, 100 nanoseconds since the first of January of the year 1, on the clocks of the input's time zone
    /// (<see cref="DateTime.Ticks"/>).</summary>
    Ticks,
}
