namespace Layers;

/// <summary>Parses dates and times in ISO 8601 format: <c>2026-03-29</c>, <c>20260329</c>, <c>2026-088</c>, <c>2026-W13-7</c>, with a time
/// after <c>T</c> or a space, <c>01:30</c>, <c>01:30:15.25</c>, <c>013015</c>, and an offset, <c>Z</c>, <c>+02:00</c>, <c>+0200</c>,
/// <c>+02</c>.</summary>
/// <remarks>Only the digits 0 to 9 are accepted. A fraction of a second has up to nine digits, of which seven are kept. A second 60 is
/// invalid, and 24:00 is the end of the day.</remarks>
internal ref struct IsoDate
{
    private ReadOnlySpan<char> _rest;

    private IsoDate(ReadOnlySpan<char> text) => _rest = text;

    /// <summary>Reads the ticks of a text, and its offset from UTC in ticks; the offset is null if the text has none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long ticks, out long? offset)
    {
        var reader = new IsoDate(text);
        offset = null;
        if (!reader.TryDate(out ticks)) return false;
        if (reader._rest.IsEmpty) return true;
        if (!reader.Skip('T') && !reader.Skip(' ') || !reader.TryTime(out var time) || !reader.TryOffset(out offset)
            || !reader._rest.IsEmpty) return false;
        ticks += time;
        return ticks <= DateTime.MaxValue.Ticks;
    }

    private bool TryDate(out long ticks)
    {
        ticks = 0;
        if (!TryDigits(4, out var year) || year == 0) return false;
        var isExtended = Skip('-');
        if (Skip('W'))
            return TryDigits(2, out var week) && Skip('-') == isExtended && TryDigits(1, out var weekday)
                && TryWeek(year, week, weekday, out ticks);
        var digits = Digits();
        if (digits == 3)
            return TryDigits(3, out var day) && day >= 1 && day <= (DateTime.IsLeapYear(year) ? 366 : 365)
                && Of(year, 1, 1, day - 1, out ticks);
        return TryDigits(2, out var month) && Skip('-') == isExtended && TryDigits(2, out var dayOfMonth) && month is >= 1 and <= 12
            && dayOfMonth >= 1 && dayOfMonth <= DateTime.DaysInMonth(year, month)
            && Of(year, month, dayOfMonth, 0, out ticks);
    }

    // Week 1 is the week that contains January 4.
    private static bool TryWeek(int year, int week, int weekday, out long ticks)
    {
        ticks = 0;
        if (week < 1 || week > System.Globalization.ISOWeek.GetWeeksInYear(year) || weekday is < 1 or > 7) return false;
        var fourth = new DateTime(year, 1, 4).Ticks / TimeSpan.TicksPerDay;
        // January 1 of year 1 was a Monday.
        var days = fourth - fourth % 7 + (week - 1) * 7 + weekday - 1;
        ticks = days * TimeSpan.TicksPerDay;
        return days >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }

    private bool TryTime(out long ticks)
    {
        ticks = 0;
        if (!TryDigits(2, out var hour)) return false;
        var (minute, second, fraction) = (0, 0, 0L);
        if (Skip(':'))
        {
            if (!TryDigits(2, out minute) || (Skip(':') && !TrySecond(out second, out fraction))) return false;
        }
        else if (Digits() >= 2)
        {
            if (!TryDigits(2, out minute) || (Digits() >= 2 && !TrySecond(out second, out fraction))) return false;
        }
        ticks = hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute + second * TimeSpan.TicksPerSecond + fraction;
        return minute < 60 && second < 60 && (hour < 24 || ticks == TimeSpan.TicksPerDay);
    }

    private bool TrySecond(out int second, out long fraction)
    {
        fraction = 0;
        if (!TryDigits(2, out second)) return false;
        if (!Skip('.') && !Skip(',')) return true;
        var digits = Digits();
        if (digits is 0 or > 9) return false;
        for (var i = 0; i < 7; i++) fraction = fraction * 10 + (i < digits ? _rest[i] - '0' : 0);
        _rest = _rest[digits..];
        return true;
    }

    private bool TryOffset(out long? offset)
    {
        offset = null;
        if (_rest.IsEmpty) return true;
        offset = 0;
        if (Skip('Z')) return true;
        var sign = Skip('+') ? 1 : Skip('-') ? -1 : 0;
        if (sign == 0 || !TryDigits(2, out var hours)) return false;
        var minutes = 0;
        if ((Skip(':') || Digits() > 0) && !TryDigits(2, out minutes)) return false;
        offset = sign * (hours * TimeSpan.TicksPerHour + minutes * TimeSpan.TicksPerMinute);
        return hours < 24 && minutes < 60;
    }

    private static bool Of(int year, int month, int day, int more, out long ticks)
    {
        ticks = new DateTime(year, month, day).Ticks + more * TimeSpan.TicksPerDay;
        return true;
    }

    private readonly int Digits()
    {
        var count = 0;
        while (count < _rest.Length && char.IsAsciiDigit(_rest[count])) count++;
        return count;
    }

    private bool TryDigits(int count, out int number)
    {
        number = 0;
        if (_rest.Length < count) return false;
        foreach (var digit in _rest[..count])
        {
            if (!char.IsAsciiDigit(digit)) return false;
            number = number * 10 + digit - '0';
        }
        _rest = _rest[count..];
        return true;
    }

    private bool Skip(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected) return false;
        _rest = _rest[1..];
        return true;
    }
}
