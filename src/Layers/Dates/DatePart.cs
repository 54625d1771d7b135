namespace Layers;

/// <summary>What <see cref="DateParts"/> takes from a date; several are joined with <c>|</c>.</summary>
[Flags]
public enum DatePart
{
    /// <summary>Nothing.</summary>
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

    /// <summary>The day of the week as ISO 8601 counts it: Monday is 1, Sunday 7.</summary>
    Weekday = 32,

    /// <summary>The week as ISO 8601 counts it, from 1 to 53: weeks begin on Monday, and the first has the year's first Thursday. It goes
    /// with <see cref="IsoYear"/>.</summary>
    IsoWeek = 64,

    /// <summary>The year that the ISO week belongs to, which around the New Year may be the one before or after.</summary>
    IsoYear = 128,

    /// <summary>The hour, from 0 to 23.</summary>
    Hour = 256,

    /// <summary>The minute, from 0 to 59.</summary>
    Minute = 512,

    /// <summary>Days since the layer's origin, the part of the day with them: half a day is 0.5. Negative before it.</summary>
    DaysSince = 1024,
}
