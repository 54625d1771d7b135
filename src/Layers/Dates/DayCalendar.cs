using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The Gregorian calendar as a formula of int64 integers: the date of a number of days since the first of January of the year
/// 1.</summary>
/// <remarks>Years are counted from the first of March, so that the leap day is the last day of a year. Source: Howard Hinnant,
/// <see href="https://howardhinnant.github.io/date_algorithms.html">chrono-compatible low-level date algorithms</see>.</remarks>
internal sealed class DayCalendar
{
    // From the first of March of the year 0 to the first of January of the year 1.
    private const long DaysFromMarch = 306;
    private const long DaysOf400Years = 146_097;

    private readonly Value _days;

    /// <param name="days">The number of days, int64, 0 or more.</param>
    public DayCalendar(Value days)
    {
        _days = days;
        var fromMarch = days + Whole(DaysFromMarch);
        var era = fromMarch / Whole(DaysOf400Years);
        var dayOfEra = fromMarch - era * Whole(DaysOf400Years);
        var yearOfEra = (dayOfEra - dayOfEra / Whole(1460) + dayOfEra / Whole(36_524) - dayOfEra / Whole(146_096)) / Whole(365);
        var dayOfYear = dayOfEra - (yearOfEra * Whole(365) + yearOfEra / Whole(4) - yearOfEra / Whole(100));
        var month = (dayOfYear * Whole(5) + Whole(2)) / Whole(153);
        Day = dayOfYear - (month * Whole(153) + Whole(2)) / Whole(5) + Whole(1);
        Month = Where(month < Whole(10), month + Whole(3), month - Whole(9));
        Year = yearOfEra + era * Whole(400) + Where(Month <= Whole(2), Whole(1), Whole(0));
    }

    public Value Year { get; }

    public Value Month { get; }

    public Value Day { get; }

    public Value Quarter => (Month - Whole(1)) / Whole(3) + Whole(1);

    public Value DayOfYear => _days - FirstOf(Year) + Whole(1);

    // The first day of the year 1 was a Monday.
    public Value Weekday => Mod(_days, Whole(7)) + Whole(1);

    public (Value Year, Value Week) IsoWeek
    {
        get
        {
            // The ISO year is the year of the week's Thursday.
            var thursday = _days - Mod(_days, Whole(7)) + Whole(3);
            var year = new DayCalendar(thursday).Year;
            return (year, (thursday - FirstOf(year)) / Whole(7) + Whole(1));
        }
    }

    public static Value Whole(long number) => Constant(TensorData.Scalar(number));

    // Returns the number of days before a year.
    private static Value FirstOf(Value year)
    {
        var before = year - Whole(1);
        return before * Whole(365) + before / Whole(4) - before / Whole(100) + before / Whole(400);
    }
}
