using System.Globalization;

namespace Layers.Tests;

/// <summary>Parts of dates, compared with tables made by hand and with .NET's calendar.</summary>
public sealed class DatePartsTests
{
    private const DatePart Days = DatePart.Year | DatePart.Quarter | DatePart.Month | DatePart.Day | DatePart.DayOfYear | DatePart.Weekday
        | DatePart.IsoWeek | DatePart.IsoYear;

    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // The columns are year, quarter, month, day, day of the year, weekday, ISO week and ISO year.
    [TestCase("2026-03-29", 2026, 1, 3, 29, 88, 7, 13, 2026)]
    [TestCase("2024-02-29", 2024, 1, 2, 29, 60, 4, 9, 2024)]
    [TestCase("2000-02-29", 2000, 1, 2, 29, 60, 2, 9, 2000)]
    [TestCase("1900-03-01", 1900, 1, 3, 1, 60, 4, 9, 1900)]
    [TestCase("2024-12-30", 2024, 4, 12, 30, 365, 1, 1, 2025)]
    [TestCase("2020-12-31", 2020, 4, 12, 31, 366, 4, 53, 2020)]
    [TestCase("2021-01-01", 2021, 1, 1, 1, 1, 5, 53, 2020)]
    [TestCase("2021-01-03", 2021, 1, 1, 3, 3, 7, 53, 2020)]
    [TestCase("2021-01-04", 2021, 1, 1, 4, 4, 1, 1, 2021)]
    [TestCase("2023-01-01", 2023, 1, 1, 1, 1, 7, 52, 2022)]
    [TestCase("1969-12-31", 1969, 4, 12, 31, 365, 3, 1, 1970)]
    [TestCase("0001-01-01", 1, 1, 1, 1, 1, 1, 1, 1)]
    [TestCase("9999-12-31", 9999, 4, 12, 31, 365, 5, 52, 9999)]
    public void ADay_HasTheseParts(string text, params int[] expected)
    {
        Assert.That(Of(new DateParts(Days), text), Is.EqualTo(expected));
        var ticks = DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).Ticks;
        Assert.That(Of(new DateParts(Days, DateSource.Ticks), ticks), Is.EqualTo(expected));
        Assert.That(Of(new DateParts(Days, DateSource.UnixSeconds), (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond),
            Is.EqualTo(expected));
    }

    [Test]
    public void EveryDayOf800Years_IsThatOfTheCalendar()
    {
        var first = new DateTime(1600, 1, 1);
        var dates = Enumerable.Range(0, 2 * 146_097).Select(day => first.AddDays(day)).ToArray();
        using var model = new Sequential { new Input([1], DType.Int64), new DateParts(Days, DateSource.UnixMilliseconds) };
        var y = model.Predict(TensorData.Of(Array.ConvertAll(dates,
            date => new DateTimeOffset(date, TimeSpan.Zero).ToUnixTimeMilliseconds()), [dates.Length, 1])).ToArray<float>().Chunk(8)
            .ToArray();
        for (var i = 0; i < dates.Length; i++)
        {
            var date = dates[i];
            float[] expected = [date.Year, (date.Month + 2) / 3, date.Month, date.Day, date.DayOfYear, ((int)date.DayOfWeek + 6) % 7 + 1,
                ISOWeek.GetWeekOfYear(date), ISOWeek.GetYear(date)];
            if (!y[i].AsSpan().SequenceEqual(expected)) Assert.Fail($"{date:yyyy-MM-dd}: {string.Join(", ", y[i])}");
        }
    }

    [TestCase("20260329T013015", 2026, 3, 29, 1, 30)]
    [TestCase("2026-088T01", 2026, 3, 29, 1, 0)]
    [TestCase("2026088", 2026, 3, 29, 0, 0)]
    [TestCase("2026-W13-7T23:59:59.999999999Z", 2026, 3, 29, 23, 59)]
    [TestCase("2026W137", 2026, 3, 29, 0, 0)]
    [TestCase("2020-W53-5", 2021, 1, 1, 0, 0)]
    [TestCase("2026-03-29 01:30:00,25", 2026, 3, 29, 1, 30)]
    [TestCase("2026-03-29T24:00", 2026, 3, 30, 0, 0)]
    [TestCase("2026-03-29T01:30+02:00", 2026, 3, 28, 23, 30)]
    [TestCase("2026-03-29T01:30-0330", 2026, 3, 29, 5, 0)]
    [TestCase("2026-03-29T23:30-01", 2026, 3, 30, 0, 30)]
    public void Iso8601_IsReadInItsForms(string text, params int[] expected) =>
        Assert.That(Of(new DateParts(DatePart.Year | DatePart.Month | DatePart.Day | DatePart.Hour | DatePart.Minute), text),
            Is.EqualTo(expected));

    [TestCase("yesterday")]
    [TestCase("2023-02-29")]
    [TestCase("1900-02-29")]
    [TestCase("2024-13-01")]
    [TestCase("2024-00-10")]
    [TestCase("2024-01-32")]
    [TestCase("2024-1-5")]
    [TestCase("0000-01-01")]
    [TestCase("2024-0101")]
    [TestCase("2023-366")]
    [TestCase("2024-W53-1")]
    [TestCase("2024-W01-8")]
    [TestCase("2024-01-01T")]
    [TestCase("2024-01-01T25:00")]
    [TestCase("2024-01-01T24:01")]
    [TestCase("2024-01-01T10:60")]
    [TestCase("2024-01-01T10:00:60")]
    [TestCase("2024-01-01T10:00.")]
    [TestCase("2024-01-01T10:00+25:00")]
    [TestCase("2024-01-01T10:00+01:60")]
    [TestCase("2024-01-01T10:00Z ")]
    [TestCase("9999-12-31T24:00")]
    [TestCase("0001-01-01T00:00+01:00")]
    [TestCase(" 2024-01-01")]
    [TestCase("２０２４-01-01")]
    [TestCase("2024\0-01-01")]
    public void AnInvalidDate_IsAnError_WithTextAndRow_AndNaNWithoutChecks(string text)
    {
        using var model = new Sequential { new Input([2], DType.String), new DateParts(DatePart.Year) };
        var rows = TensorData.Of(["2024-01-01", "2024-01-02", "2025-01-01", text], [2, 2]);
        Assert.That(() => model.Predict(rows),
            Throws.TypeOf<LayerException>().With.Message.Contains("row 1, position 1").And.Message.Contains($"'{text}' is not a date of " +
            "ISO 8601"));
        model.ChecksValues = false;
        Assert.That(model.Predict(rows).ToArray<float>(), Is.EqualTo(new[] { 2024, 2024, 2025, float.NaN }));
    }

    [Test]
    public void AMissingDate_IsNaN_InAllItsParts()
    {
        Assert.That(Of(new DateParts(DatePart.Year | DatePart.DaysSince), ""), Is.EqualTo(new[] { double.NaN, double.NaN }));
        Assert.That(Of(new DateParts(DatePart.Year, missing: "n/a"), "n/a"), Is.EqualTo(new[] { double.NaN }));
        using var numbers = new Sequential { new Input([2], DType.Float64),
            new DateParts(DatePart.Year | DatePart.Hour, DateSource.UnixSeconds) };
        Assert.That(numbers.Predict(TensorData.Of([double.NaN, 3600.5], [1, 2])).ToArray<float>(),
            Is.EqualTo(new[] { float.NaN, float.NaN, 1970, 1 }));
        using var moved = new Sequential { new Input([1], DType.Float64),
            new DateParts(DatePart.Hour, DateSource.UnixSeconds, outputZone: s_berlin) };
        Assert.That(moved.Predict(TensorData.Of([double.NaN, 3600.5], [2, 1])).ToArray<float>(), Is.EqualTo(new[] { float.NaN, 2 }));
    }

    // Clocks in Berlin go from 2:00 to 3:00 at 1:00 UTC in March, and from 3:00 to 2:00 at 1:00 UTC in October.
    [TestCase("2026-03-29T00:59:59Z", 29, 1)]
    [TestCase("2026-03-29T01:00:00Z", 29, 3)]
    [TestCase("2026-10-25T00:30:00Z", 25, 2)]
    [TestCase("2026-10-25T01:30:00Z", 25, 2)]
    [TestCase("2026-10-25T02:00:00Z", 25, 3)]
    [TestCase("2026-06-30T22:30:00Z", 1, 0)]
    [TestCase("2026-12-31T23:30", 1, 0)]
    public void PartsAreThoseOfTheOutputsClocks(string text, int day, int hour)
    {
        Assert.That(Of(new DateParts(DatePart.Day | DatePart.Hour, outputZone: s_berlin), text), Is.EqualTo(new double[] { day, hour }));
        var utc = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Assert.That(Of(new DateParts(DatePart.Day | DatePart.Hour, DateSource.UnixSeconds, outputZone: s_berlin), utc.ToUnixTimeSeconds()),
            Is.EqualTo(new double[] { day, hour }));
    }

    [TestCase("2026-01-15T12:00", 11)]
    [TestCase("2026-07-15T12:00", 10)]
    [TestCase("2026-07-15T12:00+05:45", 6)]
    // A clock shows this time twice; standard time is taken, an hour ahead of UTC.
    [TestCase("2026-10-25T02:30", 1)]
    public void ADateWithoutAnOffset_IsOnTheInputsClocks(string text, int hour) =>
        Assert.That(Of(new DateParts(DatePart.Hour, inputZone: s_berlin, outputZone: TimeZoneInfo.Utc), text),
            Is.EqualTo(new double[] { hour }));

    [Test]
    public void ATimeThatClocksSkipped_IsNoDate()
    {
        foreach (var layer in new[] { new DateParts(DatePart.Hour, inputZone: s_berlin),
            new DateParts(DatePart.Hour, inputZone: s_berlin, outputZone: TimeZoneInfo.Utc) })
            Assert.That(() => Of(layer, "2026-03-29T02:30"),
                Throws.TypeOf<LayerException>().With.Message.Contains("never showed that time"));
        var skipped = new DateTime(2026, 3, 29, 2, 30, 0).Ticks;
        Assert.That(() => Of(new DateParts(DatePart.Hour, DateSource.Ticks, inputZone: s_berlin), skipped),
            Throws.TypeOf<LayerException>().With.Message.Contains("never showed that time"));
        Assert.That(Of(new DateParts(DatePart.Hour, DateSource.Ticks, inputZone: s_berlin, outputZone: TimeZoneInfo.Utc),
            skipped + TimeSpan.TicksPerHour), Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void DaysSince_HaveThePartOfTheDay()
    {
        var origin = new DateTime(2026, 1, 1, 12, 0, 0);
        Assert.That(Of(new DateParts(DatePart.DaysSince, origin: origin), "2026-01-03T18:00"), Is.EqualTo(new[] { 2.25 }));
        Assert.That(Of(new DateParts(DatePart.DaysSince, origin: origin), "2025-12-31"), Is.EqualTo(new[] { -1.5 }));
        Assert.That(Of(new DateParts(DatePart.DaysSince), "1969-12-31T06:00"), Is.EqualTo(new[] { -0.75 }));
        Assert.That(Of(new DateParts(DatePart.DaysSince, DateSource.UnixSeconds), 86_400L * 20_000 + 43_200),
            Is.EqualTo(new[] { 20_000.5 }));
    }

    // Files and models store zones by their identifiers.
    [Test]
    public void AZoneThatNoIdentifierFinds_IsRefused()
    {
        var made = TimeZoneInfo.CreateCustomTimeZone("Ship", TimeSpan.FromHours(3), "Ship", "Ship");
        var other = TimeZoneInfo.CreateCustomTimeZone("Europe/Berlin", TimeSpan.FromHours(3), "Ship", "Ship");
        Assert.Multiple(() =>
        {
            Assert.That(() => new DateParts(DatePart.Hour, inputZone: made),
                Throws.TypeOf<LayerException>().With.Message.Contains("inputZone").And.Message.Contains("'Ship'"));
            Assert.That(() => new DateParts(DatePart.Hour, "yyyy-MM-dd", outputZone: made),
                Throws.TypeOf<LayerException>().With.Message.Contains("outputZone").And.Message.Contains("'Ship'"));
            Assert.That(() => new DateParts(DatePart.Hour, inputZone: other),
                Throws.TypeOf<LayerException>().With.Message.Contains("other rules"));
            Assert.That(Of(new DateParts(DatePart.Hour, outputZone: TimeZoneInfo.FindSystemTimeZoneById("Etc/GMT-3")), "2026-03-29T01:30Z"),
                Is.EqualTo(new[] { 4.0 }));
            Assert.That(new DateParts(DatePart.Hour, inputZone: TimeZoneInfo.Utc).OutputZone, Is.EqualTo(TimeZoneInfo.Utc));
        });
    }

    [TestCase("dd.MM.yyyy", "29.03.2026", "2026-03-29T00:00")]
    [TestCase("M/d/yyyy h:mm tt", "3/29/2026 1:05 PM", "2026-03-29T13:05")]
    [TestCase("d MMMM yyyy", "29 March 2026", "2026-03-29T00:00")]
    [TestCase("yyyy-MM", "2026-03", "2026-03-01T00:00")]
    [TestCase("dd/MM/yy", "01/01/49", "2049-01-01T00:00")]
    [TestCase("dd/MM/yy", "01/01/50", "1950-01-01T00:00")]
    [TestCase("yyyy-MM-dd HH:mm zzz", "2026-03-29 01:30 +02:00", "2026-03-28T23:30")]
    [TestCase("u", "2026-03-29 01:30:00Z", "2026-03-29T01:30")]
    public void AFormat_IsReadTheSameInAnyCulture(string format, string text, string expected)
    {
        const DatePart parts = DatePart.Year | DatePart.Month | DatePart.Day | DatePart.Hour | DatePart.Minute;
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { CultureInfo.InvariantCulture, Other() })
            {
                CultureInfo.CurrentCulture = culture;
                Assert.That(Of(new DateParts(parts, format), text), Is.EqualTo(Of(new DateParts(parts), expected)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Not by name, because a machine without globalization data has no named cultures.
    private static CultureInfo Other()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var dates = culture.DateTimeFormat;
        (dates.DateSeparator, dates.TimeSeparator, dates.AMDesignator, dates.PMDesignator, dates.FirstDayOfWeek) = (".", ".", "vorm.",
            "nachm.", DayOfWeek.Sunday);
        dates.MonthNames = dates.MonthGenitiveNames = [.. Enumerable.Range(1, 12).Select(month => $"Monat {month}"), ""];
        dates.Calendar = new GregorianCalendar { TwoDigitYearMax = 2099 };
        return culture;
    }

    [Test]
    public void AnotherFormat_IsAnError_ThatNamesIt() =>
        Assert.That(() => Of(new DateParts(DatePart.Year, "dd.MM.yyyy"), "2026-03-29"),
            Throws.TypeOf<LayerException>().With.Message.Contains("not a date of the format 'dd.MM.yyyy'"));

    [TestCase("")]
    [TestCase("HH:mm")]
    [TestCase("dd.MM.")]
    [TestCase("m")]
    [TestCase("T")]
    [TestCase("dd.MM. 'y'")]
    [TestCase("dd.MM. \\y")]
    [TestCase("y'")]
    public void AFormatWithoutAYear_OrThatIsInvalid_IsRefused(string format) =>
        Assert.That(() => new DateParts(DatePart.Day, format), Throws.TypeOf<LayerException>().With.Message.Contains("format"));

    [Test]
    public void InvalidArguments_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new DateParts(DatePart.None), Throws.TypeOf<LayerException>().With.Message.Contains("parts"));
            Assert.That(() => new DateParts(DatePart.Year, DateSource.Format),
                Throws.TypeOf<LayerException>().With.Message.Contains("its own constructor"));
            Assert.That(() => new DateParts(DatePart.Year, DateSource.UnixSeconds, inputZone: s_berlin),
                Throws.TypeOf<LayerException>().With.Message.Contains("which is UTC"));
            Assert.That(() => new DateParts(DatePart.Year).Apply(Ops.Input("x", ["batch", 1])),
                Throws.TypeOf<LayerException>().With.Message.Contains("in text").Or.Message.Contains("string"));
            Assert.That(() => new DateParts(DatePart.Year, DateSource.Ticks).Apply(Ops.Input("x", ["batch", 1], DType.String)),
                Throws.TypeOf<LayerException>().With.Message.Contains("int64"));
            Assert.That(() => new DateParts(DatePart.Year, DateSource.UnixSeconds).Apply(Ops.Input("x", ["batch", 1])),
                Throws.TypeOf<LayerException>().With.Message.Contains("128 seconds"));
            Assert.That(() => Of(new DateParts(DatePart.Year, DateSource.UnixSeconds), 1_767_225_600_000),
                Throws.TypeOf<LayerException>().With.Message.Contains("Check the unit"));
            Assert.That(() => Of(new DateParts(DatePart.Year, DateSource.Ticks), -1L),
                Throws.TypeOf<LayerException>().With.Message.Contains("-1 is not within"));
            Assert.That(() => Of(new DateParts(DatePart.Year, DateSource.UnixMilliseconds, outputZone: s_berlin), long.MaxValue),
                Throws.TypeOf<LayerException>().With.Message.Contains("not within"));
        });
    }

    [Test]
    public void OfNumbersInUtc_TheModelIsExported_AndOfTexts_ItSaysWhyNot()
    {
        using var folder = new TempFolder();
        using var numbers = new Sequential { new Input([2], DType.Int64),
            new DateParts(Days | DatePart.Hour | DatePart.Minute | DatePart.DaysSince, DateSource.UnixSeconds) };
        numbers.ExportOnnx(folder.At("numbers.onnx"));
        var rows = TensorData.Of([1_767_225_600L, -1, 951_782_400, 4_102_444_799], [2, 2]);
        Assert.That(Mismatch.OfBits("onnx", PlainOnnx.Run(folder.At("numbers.onnx"), rows), numbers.Predict(rows)), Is.Empty);
        using var texts = new Sequential { new Input([1], DType.String), new DateParts(DatePart.Year, name: "when") };
        Assert.That(() => texts.ExportOnnx(folder.At("texts.onnx")),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("LocalTicks"));
        Assert.That(File.Exists(folder.At("texts.onnx")), Is.False);
    }

    [Test]
    public void Texts_AreRestoredFromTheFile()
    {
        using var folder = new TempFolder();
        using var model = new Sequential
        {
            new Input([2], DType.String),
            new DateParts(Days | DatePart.DaysSince, "dd.MM.yyyy HH:mm", s_berlin, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu"),
                new DateTime(2020, 2, 29, 6, 0, 0), "?"),
            new Dense(2),
        };
        var rows = TensorData.Of(["29.03.2026 01:30", "?", "31.12.2024 23:59", "01.01.2021 00:00"], [2, 2]);
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        var layer = (DateParts)again.Layers[0];
        Assert.That((layer.TakenParts, layer.Source, layer.Format, layer.InputZone.Id, layer.OutputZone.Id, layer.Origin, layer.Missing),
            Is.EqualTo((Days | DatePart.DaysSince, DateSource.Format, "dd.MM.yyyy HH:mm", "Europe/Berlin", "Asia/Kathmandu",
                new DateTime(2020, 2, 29, 6, 0, 0), "?")));
        Assert.That(Mismatch.OfBits("again", again.Predict(rows), model.Predict(rows)), Is.Empty);
        EditedArchive.Edit(folder.At("model.keras"), folder.At("edited.keras"), "config.json",
            text => text.Replace("Asia/Kathmandu", "Mars/Olympus", StringComparison.Ordinal));
        Assert.That(() => Model.Load(folder.At("edited.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("Mars/Olympus"));
    }

    [Test]
    public void AnyText_IsADateOrNone_AndNoException()
    {
        const string marks = "0123456789-:TWZ+., \0é";
        var random = new Random(20261129);
        var dates = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = (i % 2 == 0 ? "2026-0" : "")
                + string.Concat(Enumerable.Range(0, random.Next(16)).Select(_ => marks[random.Next(marks.Length)]));
            if (!IsoDate.TryParse(text, out var ticks, out _)) continue;
            dates++;
            Assert.That(ticks, Is.InRange(0, DateTime.MaxValue.Ticks), text);
        }
        Assert.That(dates, Is.Positive);
    }

    private static double[] Of(DateParts layer, string text)
    {
        using var model = new Sequential { new Input([1], DType.String), layer };
        return Mismatch.Doubles(model.Predict(TensorData.Of([text], [1, 1])));
    }

    private static double[] Of(DateParts layer, long number)
    {
        using var model = new Sequential { new Input([1], DType.Int64), layer };
        return Mismatch.Doubles(model.Predict(TensorData.Of([number], [1, 1])));
    }
}
