namespace Layers.Data.Tests;

/// <summary>Files of all formats, their columns and their faults.</summary>
public sealed class DataFileTests
{
    private static readonly NumericSummary s_moments = new(QuantilePrecision.None);

    private Folder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new Folder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void EveryFormatGivesTheSameRows()
    {
        const string query = "SELECT i::FLOAT AS a, CASE WHEN i % 10 = 0 THEN NULL ELSE i / 4 END AS b, i % 2 = 0 AS c, (i * " +
            "1.25)::DECIMAL(9, 2) AS d FROM range(100) t(i)";
        DataFile[] sources =
        [
            DataFile.Parquet(_folder.Copy("rows.parquet", query)),
            DataFile.Parquet(_folder.Copy("packed.parquet", query, "FORMAT parquet, COMPRESSION zstd")),
            DataFile.Csv(_folder.Copy("rows.csv", query, "FORMAT csv, HEADER")),
            DataFile.Csv(_folder.Copy("rows.csv.gz", query, "FORMAT csv, HEADER, COMPRESSION gzip")),
            DataFile.Csv(_folder.Copy("rows.csv.zst", query, "FORMAT csv, HEADER, COMPRESSION zstd")),
            DataFile.JsonLines(_folder.Copy("rows.jsonl", query, "FORMAT json")),
            DataFile.JsonLines(_folder.Copy("rows.jsonl.gz", query, "FORMAT json, COMPRESSION gzip")),
        ];
        var expected = Enumerable.Range(0, 100)
            .SelectMany(i => new[] { i, i % 10 == 0 ? double.NaN : i / 4.0, i % 2 == 0 ? 1 : 0, i * 1.25 }).ToArray();
        Assert.Multiple(() =>
        {
            foreach (var source in sources)
            {
                Assert.That(source.Columns, Is.EqualTo(new[] { "a", "b", "c", "d" }), source.Description);
                var batches = source.ReadBatches(batchSize: 33).ToArray();
                Assert.That(batches.Select(batch => batch.Shape[0].Size), Is.EqualTo(new[] { 33, 33, 33, 1 }), source.Description);
                Assert.That(batches.SelectMany(batch => batch.ToArray<double>()), Is.EqualTo(expected), source.Description);
                var report = source.Summarize(s_moments)!.Report;
                Assert.That(report.Features.Select(feature => (feature.Name, feature.Count, feature.Missing)),
                    Is.EqualTo(new (string?, long, long)[] { ("a", 100, 0), ("b", 90, 10), ("c", 100, 0), ("d", 100, 0) }),
                    source.Description);
                Assert.That(report.Features[0].Mean, Is.EqualTo(49.5), source.Description);
            }
        });
    }

    [Test]
    public void APatternReadsAllFilesThatFit()
    {
        for (var part = 0; part < 3; part++)
            _folder.Copy($"part-{part}.parquet", $"SELECT (i + {part * 10})::DOUBLE AS x FROM range(10) t(i)");
        var source = DataFile.Parquet(_folder["part-*.parquet"]);
        var feature = source.Summarize(s_moments)!.Report.Features[0];
        Assert.Multiple(() =>
        {
            Assert.That(source.Rows, Is.EqualTo(30));
            Assert.That((feature.Count, feature.Mean, feature.Minimum, feature.Maximum), Is.EqualTo((30L, 14.5, 0.0, 29.0)));
            Assert.That(source.ReadBatches().Single().ToArray<double>(), Is.EquivalentTo(Enumerable.Range(0, 30).Select(i => (double)i)));
        });
    }

    [TestCase("it's; DROP TABLE x --.csv")]
    [TestCase("a[1] *.csv")]
    [TestCase("имя \"ünï\" 数.csv")]
    public void APath_MayHaveAnyCharacters(string name)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows does not allow these names.");
        var source = DataFile.Csv(_folder.Write(name, "a,b\n1,2\n3,4\n"));
        Assert.That(source.ReadBatches().Single().ToArray<long>(), Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    [TestCase("it's")]
    [TestCase("x\"; DROP TABLE t; --")]
    [TestCase("数 ünï")]
    [TestCase("SELECT")]
    public void AColumnName_MayHaveAnyCharacters(string name)
    {
        var source = DataFile.Csv(_folder.Write("names.csv", $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",b\n1,2\n3,4\n"),
            new CsvOptions { HasHeader = true, Delimiter = ',', Quote = '"' });
        Assert.Multiple(() =>
        {
            Assert.That(source.Columns, Is.EqualTo(new[] { name, "b" }));
            Assert.That(source.Select("b", name).ReadBatches().Single().ToArray<long>(), Is.EqualTo(new[] { 2, 1, 4, 3 }));
            Assert.That(source.Select(name).Summarize(new NumericSummary(QuantilePrecision.Full))!.Report.Features[0].Mean, Is.EqualTo(2));
        });
    }

    [Test]
    public void ACsvIsReadAsItsOptionsSay()
    {
        var path = _folder.Write("german.csv", "1,5;NA\n2,5;7\n");
        var source = DataFile.Csv(path,
            new CsvOptions { Delimiter = ';', HasHeader = false, DecimalSeparator = ',', Missing = ["NA"], SampleRows = null });
        Assert.That(source.ReadBatches().Single().ToArray<double>(), Is.EqualTo(new[] { 1.5, double.NaN, 2.5, 7 }));
    }

    [Test]
    public void NaNAndNullAreMissing()
    {
        var source = DataFile.Parquet(_folder.Copy("gaps.parquet", "SELECT CASE WHEN i % 10 = 0 THEN 'nan'::FLOAT WHEN i % 5 = 0 THEN " +
            "NULL ELSE i::FLOAT END AS x, NULL::DOUBLE AS nothing, 'nan'::DOUBLE AS nan FROM range(100) t(i)"));
        var report = source.Summarize(new NumericSummary(QuantilePrecision.Full))!.Report;
        Assert.Multiple(() =>
        {
            Assert.That((report.Features[0].Count, report.Features[0].Missing, report.Features[0].Minimum, report.Features[0].Maximum),
                Is.EqualTo((80L, 20L, 1.0, 99.0)));
            Assert.That((report.Features[1].Count, report.Features[2].Count), Is.EqualTo((0L, 0L)));
        });
    }

    [Test]
    public void TheTypeOfABatchIsTheNarrowestThatHoldsItsColumns()
    {
        var source = DataFile.Parquet(_folder.Copy("types.parquet", "SELECT i::FLOAT AS f, i::TINYINT AS t, i AS l, CASE WHEN i < 3 THEN " +
            "i END AS gap, i::DOUBLE AS d FROM range(6) t(i)"));
        Assert.Multiple(() =>
        {
            Assert.That(source.Select("f").ReadBatches().Single().Type, Is.EqualTo(DType.Float32));
            Assert.That(source.Select("t", "l").ReadBatches().Single().Type, Is.EqualTo(DType.Int64));
            Assert.That(source.Select("f", "l").ReadBatches().Single().Type, Is.EqualTo(DType.Float64));
            Assert.That(source.Select("gap", "t").ReadBatches(3).Select(batch => batch.Type),
                Is.EqualTo(new[] { DType.Int64, DType.Float64 }));
            Assert.That(source.Select("gap", "t").ReadBatches(3).Last().ToArray<double>(),
                Is.EqualTo(new[] { double.NaN, 3, double.NaN, 4, double.NaN, 5 }));
        });
    }

    [Test]
    public void UnsignedIntegersMayBeLargerThanInt64()
    {
        var source = DataFile.Parquet(_folder.Copy("keys.parquet", "SELECT 18446744073709551615::UBIGINT - i::UBIGINT AS k, i AS small " +
            "FROM range(5) t(i)"));
        var report = source.Summarize(s_moments)!.Report;
        Assert.Multiple(() =>
        {
            Assert.That(source.ReadBatches().Single().ToArray<double>(),
                Is.EqualTo(Enumerable.Range(0, 5).SelectMany(i => new[] { ulong.MaxValue - (ulong)i, (double)i })));
            // The three values are the same double and different integers.
            Assert.That((report.Features[0].Mean, report.Features[0].Variance), Is.EqualTo((18446744073709551613.0, 2.0)));
        });
    }

    [Test]
    public void FaultsSayWhatAndWhere()
    {
        var good = _folder.Copy("good.parquet", "SELECT i::DOUBLE AS a, 'x' AS text, now() AS day, 1 AS b FROM range(50000) t(i)");
        File.WriteAllBytes(_folder["cut.parquet"], File.ReadAllBytes(good)[..1000]);
        _folder.Write("bad.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => i == 25_000 ? "1,oops\n" : $"{i},{i}\n")));
        _folder.Write("bad.jsonl",
            string.Concat(Enumerable.Range(0, 30_000).Select(i => i == 25_000 ? "{\"a\":1,\n" : $"{{\"a\":{i}}}\n")));
        var source = DataFile.Parquet(good);
        Assert.Multiple(() =>
        {
            Message<ArgumentException>(() => source.Select("a", "c"), "has no column 'c'", "'a', 'text', 'day', 'b'");
            Message<RowSourceException>(() => source.Select("text").ReadBatches().First(), "column 'text' has type Varchar", "ReadTables");
            Message<ArgumentException>(() => source.Select("a", "a"), "'a' is selected twice");
            Message<ArgumentException>(() => source.Select(), "select at least one column");
            Message<RowSourceException>(() => source.Summarize(s_moments), "column 'text' has type Varchar", "'a', 'b'");
            Message<RowSourceException>(() => source.ReadBatches().First(), "column 'text' has type Varchar");
            Message<RowSourceException>(() => source.Select("day").Summarize(s_moments), "column 'day' has type Timestamp", "epoch_ms");
            Message<RowSourceException>(() => DataFile.Parquet(_folder["*.nothing"]).Summarize(s_moments), "no file matches the pattern");
            Message<RowSourceException>(() => DataFile.Csv(_folder["nothing.csv"]).ReadBatches().First(), "no such file");
            Message<RowSourceException>(() => DataFile.Csv(_folder["."]).ReadBatches().First(), "the path is a folder",
                "*'");
            Message<RowSourceException>(() => DataFile.Csv(_folder.Write("nothing-in-it.csv", "")).ReadBatches().First(),
                "nothing-in-it.csv' is empty");
            Message<RowSourceException>(() => DataFile.JsonLines(_folder["nothing-in-it.csv"]).Summarize(s_moments),
                "nothing-in-it.csv' is empty");
            Message<RowSourceException>(() => DataFile.Parquet(_folder["cut.parquet"]).Summarize(s_moments), "cut.parquet",
                "No magic bytes");
            Message<RowSourceException>(() => DataFile.Csv(_folder["bad.csv"]).Summarize(s_moments), "bad.csv",
                "column 'b' in row 25,000 of", "has 'oops'");
            Message<RowSourceException>(() => DataFile.Csv(_folder["bad.csv"]).ReadBatches(100).Count(), "bad.csv",
                "column 'b' in row 25,000 of");
            Message<RowSourceException>(() => DataFile.JsonLines(_folder["bad.jsonl"]).Summarize(s_moments), "bad.jsonl", "line 25002");
            Message<RowSourceException>(() => DataFile.Csv(_folder.Write("empty.csv", "a,b\n"), new CsvOptions { HasHeader = true })
                .Summarize(s_moments), "");
            Message<RowSourceException>(() => new SqlQuery($"SELECT a FROM '{good}' WHERE a < 0").Summarize(s_moments), "has no rows");
            Message<RowSourceException>(() => new SqlQuery($"SELECT a FROM '{good}' WHERE a < 0").ReadBatches().ToList(), "has no rows");
        });
    }

    [Test]
    public void AnInfiniteOrOverflowingValueIsNamed()
    {
        var path = _folder.Copy("wide.parquet", "SELECT 1.5::DOUBLE AS ok, CASE WHEN i = 7123 THEN 'inf'::DOUBLE ELSE i END AS far, CASE " +
            "WHEN i = 8000 THEN 1e200 ELSE i END AS large FROM range(10000) t(i)");
        Assert.Multiple(() =>
        {
            Message<RowSourceException>(() => DataFile.Parquet(path).Select("ok", "far").Summarize(s_moments),
                "column 'far' in row 7,123 of", "is infinite");
            Message<RowSourceException>(() => DataFile.Parquet(path).Select("ok", "large").Summarize(s_moments), "column 'large' overflow",
                "row 8,000", "1E+200");
        });
    }

    [Test]
    public void CancellationStopsReadingAndSumming()
    {
        using var cancelled = new CancellationTokenSource();
        var source = new SqlQuery("SELECT random() AS a FROM range(1000000000)");
        using (var batches = source.ReadBatches(1000, cancelled.Token).GetEnumerator())
        {
            Assert.That(batches.MoveNext(), Is.True);
            cancelled.Cancel();
            Assert.That(() => batches.MoveNext(), Throws.InstanceOf<OperationCanceledException>());
        }
        using var soon = new CancellationTokenSource();
        soon.CancelAfter(TimeSpan.FromMilliseconds(100));
        Assert.Multiple(() =>
        {
            Assert.That(() => source.Summarize(s_moments, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(() => source.Summarize(s_moments, soon.Token), Throws.InstanceOf<OperationCanceledException>());
        });
    }

    private static void Message<T>(Func<object?> act, params string[] parts) where T : Exception
    {
        var fault = Assert.Throws<T>(() => act());
        foreach (var part in parts) Assert.That(fault?.Message, Does.Contain(part));
    }
}
