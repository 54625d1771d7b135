namespace Layers;

/// <summary>The parts of a date that <see cref="DateParts"/> returns; several are combined with <c>|</c>.</summary>
[Flags]
public enum DatePart
{
    /// <summary>No part.</summary>
    None = 0,

    /// <summary>The year, from 1 to 9999.</summary>
    Year = 1,

    /// <summary>The quarter of the year, from 1 to 4.</summary>
    Quarter = 2,

    /// <summary>The month, from 1 to 12.</summary>
    Month = 4,

    /// <summary>The day of the month, from 1 to 31.</summary>
    Day = 8,

    /// <summary>The day of the year, from 1 to 366.</summary>
    DayOfYear = 16,

    /// <summary>The day of the week as in ISO 8601: Monday is 1, Sunday is 7.</summary>
    Weekday = 32,

    /// <summary>The week as in ISO 8601, from 1 to 53: weeks begin on Monday, and the first week has the year's first Thursday. Use it with
    /// <see cref="IsoYear"/>.</summary>
    IsoWeek = 64,

    /// <summary>The year that the ISO week belongs to; around New Year it may be the previous or the next year.</summary>
    IsoYear = 128,

    /// <summary>The hour, from 0 to 23.</summary>
    Hour = 256,

    /// <summary>The minute, from 0 to 59.</summary>
    Minute = 512,

    /// <summary>The days since the layer's origin, including the part of the day: half a day is 0.5. Negative before the origin.</summary>
    DaysSince = 1024,
}
