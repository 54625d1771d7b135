using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that returns parts of dates as numbers: the year, the month, the weekday, the ISO week, the hour, the days since an
/// origin, and others.</summary>
/// <remarks>The input is <c>(batch, …, features)</c> of two or more axes, texts or integers as <see cref="Source"/> requires; the output is
/// <c>(batch, …, features · parts)</c>: the parts of the first feature in the order of <see cref="DatePart"/>, then those of the next. A
/// missing date is the text <see cref="Missing"/>, by default the empty text, or NaN; all its parts are NaN. Anything else that is not a
/// date is an error of the model's checks (<see cref="Model.ChecksValues"/>), which names the text and its row, and NaN if the checks are
/// off.
/// <para>A date is first converted to an instant: by its offset if the text has one, else as a local time of <see cref="InputZone"/>; Unix
/// time is UTC. The parts are parts of the local time of <see cref="OutputZone"/> at that instant. A local time that was skipped when
/// clocks were put forward is not a date; a local time that occurred twice is standard time. Texts are read in the invariant culture on
/// every machine.</para>
/// <para>Numbers in UTC are computed with standard operators, so the model can be exported to ONNX. Texts, and times converted between
/// zones, are read by managed code before the engine runs. ONNX has no operators that read dates or convert between zones, so a model with
/// this layer then cannot be exported to ONNX, and Keras cannot run it: files store this layer as its own class. Combine the layer with
/// <see cref="Cyclic"/> for periodic parts. Sources: ISO 8601-1:2019;
/// <see href="https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings"/>.</para></remarks>
/// <example><code>
/// var x = new Input([1], DType.String);
/// var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
/// // "2026-03-29T01:30:00Z" becomes 3, 7, 3.
/// var parts = new DateParts(DatePart.Month | DatePart.Weekday | DatePart.Hour, outputZone: berlin).Apply(x);
/// </code></example>
public sealed class DateParts : Layer, INamesOutputs, ISavable<DateParts>
{
    private const DatePart All = (DatePart)2047;

    /// <summary>Creates a layer for dates in ISO 8601, or for numbers.</summary>
    /// <param name="parts">One or more parts.</param>
    /// <param name="source">The form of the dates; default texts in ISO 8601.</param>
    /// <param name="inputZone">The time zone of dates without an offset; <see langword="null"/> for UTC. Unix time is always UTC.</param>
    /// <param name="outputZone">The time zone of the parts; <see langword="null"/> for <paramref name="inputZone"/>.</param>
    /// <param name="origin">The local time of the output's zone from which <see cref="DatePart.DaysSince"/> counts; <see langword="null"/>
    /// for the first of January 1970.</param>
    /// <param name="missing">The text for a missing date; default the empty text.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>date_parts</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no part, the source is <see cref="DateSource.Format"/>, which has its own constructor,
    /// Unix time has another zone than UTC, or <see cref="TimeZoneInfo.FindSystemTimeZoneById"/> does not find a zone.</exception>
    public DateParts(
        DatePart parts, DateSource source = DateSource.Iso8601, TimeZoneInfo? inputZone = null, TimeZoneInfo? outputZone = null,
        DateTime? origin = null, string missing = "", string? name = null,
        DTypePolicy? dtype = null)
        : this(parts, source, null, inputZone, outputZone, origin, missing, name, dtype)
    {
        if (source is DateSource.Format || !Enum.IsDefined(source)) throw Throw.BadArgument(Name, nameof(source), "one of Iso8601, " +
            "UnixSeconds, UnixMilliseconds and Ticks; a format has its own constructor", source);
    }

    /// <summary>Creates a layer for dates in a .NET format.</summary>
    /// <param name="parts">One or more parts.</param>
    /// <param name="format">The format, for example <c>dd.MM.yyyy</c> or <c>M/d/yyyy h:mm tt</c>, with a year; read in the invariant
    /// culture. Two-digit years are from 1950 to 2049.</param>
    /// <param name="inputZone">The time zone of dates without an offset; <see langword="null"/> for UTC.</param>
    /// <param name="outputZone">The time zone of the parts; <see langword="null"/> for <paramref name="inputZone"/>.</param>
    /// <param name="origin">The local time of the output's zone from which <see cref="DatePart.DaysSince"/> counts; <see langword="null"/>
    /// for the first of January 1970.</param>
    /// <param name="missing">The text for a missing date; default the empty text.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>date_parts</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There is no part, the format is not valid or has no year, or
    /// <see cref="TimeZoneInfo.FindSystemTimeZoneById"/> does not find a zone.</exception>
    public DateParts(
        DatePart parts, string format, TimeZoneInfo? inputZone = null, TimeZoneInfo? outputZone = null, DateTime? origin = null,
        string missing = "", string? name = null, DTypePolicy? dtype = null)
        : this(parts, DateSource.Format, format, inputZone, outputZone, origin, missing, name, dtype)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (DateFormat.Fault(format) is { } rule) throw Throw.BadArgument(Name, nameof(format), rule, format);
    }

    private DateParts(DatePart parts, DateSource source, string? format, TimeZoneInfo? inputZone, TimeZoneInfo? outputZone,
        DateTime? origin, string missing, string? name, DTypePolicy? dtype)
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
        if (source is DateSource.UnixSeconds or DateSource.UnixMilliseconds && !IsUtc(InputZone))
            throw Throw.BadArgument(Name, nameof(inputZone), "left out for Unix time, which is UTC", InputZone.Id);
    }

    /// <summary>The parts that the layer returns for each date.</summary>
    public DatePart TakenParts { get; }

    /// <summary>The form of the dates.</summary>
    public DateSource Source { get; }

    /// <summary>The format of texts; <see langword="null"/> unless the source is <see cref="DateSource.Format"/>.</summary>
    public string? Format { get; }

    /// <summary>The time zone of dates without an offset.</summary>
    public TimeZoneInfo InputZone { get; }

    /// <summary>The time zone of the parts.</summary>
    public TimeZoneInfo OutputZone { get; }

    /// <summary>The local time of the output's zone from which <see cref="DatePart.DaysSince"/> counts.</summary>
    public DateTime Origin { get; }

    /// <summary>The text for a missing date.</summary>
    public string Missing { get; }

    internal override bool CastsInput => false;

    private bool IsText => Source is DateSource.Iso8601 or DateSource.Format;

    private long UnitsPerDay => Source switch
    {
        DateSource.UnixSeconds => 86_400,
        DateSource.UnixMilliseconds => 86_400_000,
        _ => TimeSpan.TicksPerDay,
    };

    // The number of the first of January of the year 1.
    private long First =>
        Source is DateSource.UnixSeconds or DateSource.UnixMilliseconds
        ? -DateTime.UnixEpoch.Ticks / (TimeSpan.TicksPerDay / UnitsPerDay) : 0;

    private long Last => First + (DateTime.MaxValue.Ticks + 1) / (TimeSpan.TicksPerDay / UnitsPerDay) - 1;

    // Whether managed code reads the dates or converts them between zones.
    private bool NeedsClocks => IsText || !IsUtc(InputZone) || !IsUtc(OutputZone);

    /// <inheritdoc/>
    protected override void Build(Shape inputShape) => LastAxis.Require(this, inputShape);

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        RequireDates(x);
        var isRight = NeedsClocks ? Not(Equal(Ticks(x), DayCalendar.Whole(InvalidTicks))) : x.Type.IsFloat() ? Or(IsWithin(x), IsNaN(x))
            : IsWithin(x);
        call.Check(x, isRight, text => IsText ? Throw.NotADate(text, this) : Throw.NotATime(text, this));
        return Call(x);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireDates(x);
        // Units are counted from the first of January of the year 1. A value that is not a date has no position in the calendar.
        var unitsPerDay = NeedsClocks ? TimeSpan.TicksPerDay : UnitsPerDay;
        var units = NeedsClocks ? Ticks(x) : Number(x) - DayCalendar.Whole(First);
        var isDate = NeedsClocks ? units >= DayCalendar.Whole(0) : IsWithin(x);
        units = Where(isDate, units, DayCalendar.Whole(0));
        var days = units / DayCalendar.Whole(unitsPerDay);
        Value[] parts = [.. PartsOf(days, units - days * DayCalendar.Whole(unitsPerDay), unitsPerDay)
            .Select(part => Where(isDate, Cast(part, DType.Float64), Scalar(double.NaN, DType.Float64)))];
        return Cast(Cast(LastAxis.SideBySide(parts), Policy.ArithmeticType), Policy.ComputeType);
    }

    /// <summary>Returns the names of the output columns: the name of the input column and, for example, <c>day of year</c>.</summary>
    /// <param name="columns">The names of the input columns, in order.</param>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return [.. columns.SelectMany(column => Enum.GetValues<DatePart>().Where(part => part != DatePart.None && TakenParts.HasFlag(part))
            .Select(part => $"{column} {SnakeCase.Of(part.ToString()).Replace('_', ' ')}"))];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("parts", Enum.GetValues<DatePart>().Where(part => part != DatePart.None && TakenParts.HasFlag(part))
            .Select(part => SnakeCase.Of(part.ToString())))
            .Set("source", SnakeCase.Of(Source.ToString())).Set("format", Format).Set("input_zone", InputZone.Id)
            .Set("output_zone", OutputZone.Id)
            .Set("origin", Origin.ToString("o", CultureInfo.InvariantCulture)).Set("missing", Missing);
    }

    /// <inheritdoc/>
    public static DateParts FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var parts = DatePart.None;
        foreach (var text in config.OptionalTexts("parts") ?? throw Throw.MissingSetting(config.Owner, "parts"))
            parts |= Enum.GetValues<DatePart>()
                .FirstOrDefault(part => part != DatePart.None && SnakeCase.Of(part.ToString()) == text) is var part and not DatePart.None
                ? part
                : throw Throw.UnknownName(config.Owner, "parts", "part", text,
                    Enum.GetValues<DatePart>().Where(one => one != DatePart.None).Select(one => SnakeCase.Of(one.ToString())));
        var (source, format, missing) = (Choice.Of<DateSource>(config, "source"), config.OptionalText("format"),
            config.OptionalText("missing") ?? "");
        var (from, to) = (Zone(config, "input_zone"), Zone(config, "output_zone"));
        DateTime? origin = null;
        if (config.OptionalText("origin") is { } written)
            origin = IsoDate.TryParse(written, out var ticks, out var offset) && offset is null
                ? new DateTime(ticks) : throw Throw.BadOrigin(config.Owner, written);
        return source == DateSource.Format
            ? new(parts, format ?? throw Throw.MissingSetting(config.Owner, "format"), from, to, origin, missing, config.Name,
                config.Policy)
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

    // Returns whole units; numbers outside the calendar are clipped to its ends, so that nothing overflows.
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
            var part = Cast(time, DType.Float64) / Scalar(unitsPerDay, DType.Float64)
                - Scalar((double)rest / TimeSpan.TicksPerDay, DType.Float64);
            yield return Cast(days - DayCalendar.Whole(wholeDays), DType.Float64) + part;
        }
    }
}
