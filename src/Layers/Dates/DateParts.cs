using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Takes parts of dates as numbers: the year, the month, the weekday, the ISO week, the hour, the days since a day, and
/// others.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of two or more axes, texts or whole numbers as <see cref="Source"/> says; output <c>(batch,
/// …, features · parts)</c>: the parts of the first feature in the order of <see cref="DatePart"/>, then those of the next. A missing date,
/// an empty text unless <see cref="Missing"/> says otherwise, or NaN, is NaN in all of its parts. What is no date is an error of the
/// model's checks (<see cref="Model.ChecksValues"/>) that has the text and its row, and NaN where these are off.
/// <para>A date is first a moment: a text that has an offset says which, every other is on the clocks of <see cref="InputZone"/>, and Unix
/// time is UTC. Its parts are those that the clocks of <see cref="OutputZone"/> show at that moment. A time that clocks skipped when they
/// were put forward is no date; one that they showed twice is that of standard time. Texts are read by the invariant culture, whatever that
/// of the machine is.</para>
/// <para>Numbers in UTC are computed by standard operators, so that the model has an ONNX file. Texts, and times moved between zones, are
/// read by managed code before the engine runs; no ONNX operator does that, so such a model has none, nor can Keras run it: files hold this
/// layer as its own class. Combine it with <see cref="Cyclic"/> for parts that go around. Sources: ISO 8601-1:2019;
/// <see href="https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings"/>.</para></remarks>
/// <example><code>
/// var x = new Input([1], DType.String);
/// var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
/// var parts = new DateParts(DatePart.Month | DatePart.Weekday | DatePart.Hour, outputZone: berlin).Apply(x);   // "2026-03-29T01:30:00Z": 3, 7, 3
/// </code></example>
public sealed class DateParts : Layer, INamesOutputs, ISavable<DateParts>
{
    private const DatePart All = (DatePart)2047;

    /// <summary>Takes parts of dates in ISO 8601, or of numbers.</summary>
    /// <param name="parts">One part or more.</param>
    /// <param name="source">How dates come in; default texts in ISO 8601.</param>
    /// <param name="inputZone">The time zone of dates that do not say one; <see langword="null"/> for UTC, which Unix time always
    /// is.</param>
    /// <param name="outputZone">The time zone whose clocks the parts are read from; <see langword="null"/> for
    /// <paramref name="inputZone"/>.</param>
    /// <param name="origin">The time, in the output's zone, that <see cref="DatePart.DaysSince"/> counts from; <see langword="null"/> for
    /// the first of January 1970.</param>
    /// <param name="missing">The text that stands for a missing date; default the empty one.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>date_parts</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no part, the source is <see cref="DateSource.Format"/>, which has a constructor of its
    /// own, Unix time is to be of another zone than UTC, or a zone is not one that <see cref="TimeZoneInfo.FindSystemTimeZoneById"/>
    /// gives.</exception>
    public DateParts(
        DatePart parts, DateSource source = DateSource.Iso8601, TimeZoneInfo? inputZone = null, TimeZoneInfo? outputZone = null, DateTime? origin = null, string missing = "", string? name = null,
        DTypePolicy? dtype = null)
        : this(parts, source, null, inputZone, outputZone, origin, missing, name, dtype)
    {
        if (source is DateSource.Format || !Enum.IsDefined(source)) throw Throw.BadArgument(Name, nameof(source), "one of Iso8601, UnixSeconds, UnixMilliseconds and Ticks; a format has a constructor of its own", source);
    }

    /// <summary>Takes parts of dates in a format of .NET's.</summary>
    /// <param name="parts">One part or more.</param>
    /// <param name="format">As <c>dd.MM.yyyy</c> or <c>M/d/yyyy h:mm tt</c>, with a year; read by the invariant culture. Years of two
    /// digits are those from 1950 to 2049.</param>
    /// <param name="inputZone">The time zone of dates whose format has none; <see langword="null"/> for UTC.</param>
    /// <param name="outputZone">The time zone whose clocks the parts are read from; <see langword="null"/> for
    /// <paramref name="inputZone"/>.</param>
    /// <param name="origin">The time, in the output's zone, that <see cref="DatePart.DaysSince"/> counts from; <see langword="null"/> for
    /// the first of January 1970.</param>
    /// <param name="missing">The text that stands for a missing date; default the empty one.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>date_parts</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no part, the format is none or has no year, or a zone is not one that
    /// <see cref="TimeZoneInfo.FindSystemTimeZoneById"/> gives.</exception>
    public DateParts(
        DatePart parts, string format, TimeZoneInfo? inputZone = null, TimeZoneInfo? outputZone = null, DateTime? origin = null, string missing = "", string? name = null, DTypePolicy? dtype = null)
        : this(parts, DateSource.Format, format, inputZone, outputZone, origin, missing, name, dtype)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (DateFormat.Fault(format) is { } rule) throw Throw.BadArgument(Name, nameof(format), rule, format);
    }

    private DateParts(DatePart parts, DateSource source, string? format, TimeZoneInfo? inputZone, TimeZoneInfo? outputZone, DateTime? origin, string missing, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(missing);
        if (parts == DatePart.None || (parts & ~All) != 0) throw Throw.BadArgument(Name, nameof(parts), "one or more of DatePart", parts);
        (TakenParts, Source, Format, Missing) = (parts, source, format, missing);
        InputZone = inputZone ?? TimeZoneInfo.Utc;
        OutputZone = outputZone ?? InputZone;
        if (!TimeZones.IsKnown(InputZone)) throw Throw.ZoneOfNoSystem(Name, nameof(inputZone), InputZone);
        if (!TimeZones.IsKnown(OutputZone)) throw Throw.ZoneOfNoSystem(Name, nameof(outputZone), OutputZone);
        Origin = new DateTime((origin ?? DateTime.UnixEpoch).Ticks, DateTimeKind.Unspecified);
        if (source is DateSource.UnixSeconds or DateSource.UnixMilliseconds && !IsUtc(InputZone)) throw Throw.BadArgument(Name, nameof(inputZone), "left out for Unix time, which is UTC", InputZone.Id);
    }

    /// <summary>What is taken from each date.</summary>
    public DatePart TakenParts { get; }

    /// <summary>How dates come in.</summary>
    public DateSource Source { get; }

    /// <summary>The format of texts; <see langword="null"/> unless the source is <see cref="DateSource.Format"/>.</summary>
    public string? Format { get; }

    /// <summary>The time zone of dates that do not say one.</summary>
    public TimeZoneInfo InputZone { get; }

    /// <summary>The time zone whose clocks the parts are read from.</summary>
    public TimeZoneInfo OutputZone { get; }

    /// <summary>The time, in the output's zone, that <see cref="DatePart.DaysSince"/> counts from.</summary>
    public DateTime Origin { get; }

    /// <summary>The text that stands for a missing date.</summary>
    public string Missing { get; }

    internal override bool CastsInput => false;

    private bool IsText => Source is DateSource.Iso8601 or DateSource.Format;

    private long UnitsPerDay => Source switch
    {
        DateSource.UnixSeconds => 86_400,
        DateSource.UnixMilliseconds => 86_400_000,
        _ => TimeSpan.TicksPerDay,
    };

    // What the first of January of the year 1 is.
    private long First => Source is DateSource.UnixSeconds or DateSource.UnixMilliseconds ? -DateTime.UnixEpoch.Ticks / (TimeSpan.TicksPerDay / UnitsPerDay) : 0;

    private long Last => First + (DateTime.MaxValue.Ticks + 1) / (TimeSpan.TicksPerDay / UnitsPerDay) - 1;

    // Whether managed code reads the date, or the clocks.
    private bool NeedsClocks => IsText || !IsUtc(InputZone) || !IsUtc(OutputZone);

    /// <inheritdoc/>
    protected override void Build(Shape inputShape) => LastAxis.Require(this, inputShape);

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        RequireDates(x);
        var isRight = NeedsClocks ? Not(Equal(Ticks(x), DayCalendar.Whole(InvalidTicks))) : x.Type.IsFloat() ? Or(IsWithin(x), IsNaN(x)) : IsWithin(x);
        call.Check(x, isRight, text => IsText ? Throw.NotADate(text, this) : Throw.NotATime(text, this));
        return Call(x);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireDates(x);
        // Counted from the first of January of the year 1; what is no date has no place in a calendar.
        var unitsPerDay = NeedsClocks ? TimeSpan.TicksPerDay : UnitsPerDay;
        var units = NeedsClocks ? Ticks(x) : Number(x) - DayCalendar.Whole(First);
        var isDate = NeedsClocks ? units >= DayCalendar.Whole(0) : IsWithin(x);
        units = Where(isDate, units, DayCalendar.Whole(0));
        var days = units / DayCalendar.Whole(unitsPerDay);
        Value[] parts = [.. PartsOf(days, units - days * DayCalendar.Whole(unitsPerDay), unitsPerDay).Select(part => Where(isDate, Cast(part, DType.Float64), Scalar(double.NaN, DType.Float64)))];
        return Cast(Cast(LastAxis.SideBySide(parts), Policy.ArithmeticType), Policy.ComputeType);
    }

    /// <summary>What the columns of the output are called: <c>day of year</c> behind the name of the column, for example.</summary>
    /// <param name="columns">What the columns of the input are called, in order.</param>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return [.. columns.SelectMany(column => Enum.GetValues<DatePart>().Where(part => part != DatePart.None && TakenParts.HasFlag(part)).Select(part => $"{column} {SnakeCase.Of(part.ToString()).Replace('_', ' ')}"))];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("parts", Enum.GetValues<DatePart>().Where(part => part != DatePart.None && TakenParts.HasFlag(part)).Select(part => SnakeCase.Of(part.ToString())))
            .Set("source", SnakeCase.Of(Source.ToString())).Set("format", Format).Set("input_zone", InputZone.Id).Set("output_zone", OutputZone.Id)
            .Set("origin", Origin.ToString("o", CultureInfo.InvariantCulture)).Set("missing", Missing);
    }

    /// <inheritdoc/>
    public static DateParts FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var parts = DatePart.None;
        foreach (var text in config.OptionalTexts("parts") ?? throw Throw.MissingSetting(config.Owner, "parts"))
            parts |= Enum.GetValues<DatePart>().FirstOrDefault(part => part != DatePart.None && SnakeCase.Of(part.ToString()) == text) is var part and not DatePart.None ? part
                : throw Throw.UnknownName(config.Owner, "parts", "part", text, Enum.GetValues<DatePart>().Where(one => one != DatePart.None).Select(one => SnakeCase.Of(one.ToString())));
        var (source, format, missing) = (Choice.Of<DateSource>(config, "source"), config.OptionalText("format"), config.OptionalText("missing") ?? "");
        var (from, to) = (Zone(config, "input_zone"), Zone(config, "output_zone"));
        DateTime? origin = null;
        if (config.OptionalText("origin") is { } written)
            origin = IsoDate.TryParse(written, out var ticks, out var offset) && offset is null ? new DateTime(ticks) : throw Throw.BadOrigin(config.Owner, written);
        return source == DateSource.Format
            ? new(parts, format ?? throw Throw.MissingSetting(config.Owner, "format"), from, to, origin, missing, config.Name, config.Policy)
            : new(parts, source, from, to, origin, missing, config.Name, config.Policy);
    }

    private static TimeZoneInfo? Zone(ConfigReader config, string key)
    {
        if (config.OptionalText(key) is not { } id) return null;
        try
        {
            return TimeZones.Find(id);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw Throw.UnknownZone(config.Owner, key, id, e);
        }
    }

    private static bool IsUtc(TimeZoneInfo zone) => zone.BaseUtcOffset == TimeSpan.Zero && zone.GetAdjustmentRules().Length == 0;

    private void RequireDates(Value x)
    {
        if (IsText != (x.Type == DType.String)) throw Throw.OtherDates(this, x);
        if (!IsText && x.Type is not (DType.Int32 or DType.UInt32 or DType.Int64 or DType.Float64)) throw Throw.NarrowDates(this, x);
    }

    // Whole units, with those outside of the calendar at its ends, so that nothing overflows.
    private Value Number(Value x)
    {
        if (!x.Type.IsFloat()) return Max(Min(Cast(x, DType.Int64), DayCalendar.Whole(Last)), DayCalendar.Whole(First));
        var number = Where(IsNaN(x), Scalar(0, x.Type), x);
        return Cast(Max(Min(Floor(number), Scalar(Last, x.Type)), Scalar(First, x.Type)), DType.Int64);
    }

    private Value IsWithin(Value x) => x.Type.IsFloat()
        ? And(x >= Scalar(First, x.Type), x <= Scalar(Last, x.Type))
        : And(Cast(x, DType.Int64) >= DayCalendar.Whole(First), Cast(x, DType.Int64) <= DayCalendar.Whole(Last));

    private Value Ticks(Value x) => IsText
        ? LocalTicks(x, Format ?? "", InputZone.Id, OutputZone.Id, Missing)
        : LocalTicks(x.Type.IsFloat() ? x : Cast(x, DType.Int64), First, TimeSpan.TicksPerDay / UnitsPerDay, InputZone.Id, OutputZone.Id);

    private IEnumerable<Value> PartsOf(Value days, Value time, long unitsPerDay)
    {
        var calendar = new DayCalendar(days);
        if (TakenParts.HasFlag(DatePart.Year)) yield return calendar.Year;
        if (TakenParts.HasFlag(DatePart.Quarter)) yield return calendar.Quarter;
        if (TakenParts.HasFlag(DatePart.Month)) yield return calendar.Month;
        if (TakenParts.HasFlag(DatePart.Day)) yield return calendar.Day;
        if (TakenParts.HasFlag(DatePart.DayOfYear)) yield return calendar.DayOfYear;
        if (TakenParts.HasFlag(DatePart.Weekday)) yield return calendar.Weekday;
        if (TakenParts.HasFlag(DatePart.IsoWeek)) yield return calendar.IsoWeek.Week;
        if (TakenParts.HasFlag(DatePart.IsoYear)) yield return calendar.IsoWeek.Year;
        if (TakenParts.HasFlag(DatePart.Hour)) yield return time / DayCalendar.Whole(unitsPerDay / 24);
        if (TakenParts.HasFlag(DatePart.Minute)) yield return Mod(time / DayCalendar.Whole(unitsPerDay / 1440), DayCalendar.Whole(60));
        if (TakenParts.HasFlag(DatePart.DaysSince))
        {
            var (wholeDays, rest) = Math.DivRem(Origin.Ticks, TimeSpan.TicksPerDay);
            var part = Cast(time, DType.Float64) / Scalar(unitsPerDay, DType.Float64) - Scalar((double)rest / TimeSpan.TicksPerDay, DType.Float64);
            yield return Cast(days - DayCalendar.Whole(wholeDays), DType.Float64) + part;
        }
    }
}
