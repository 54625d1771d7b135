using Microsoft.Data.Sqlite;

namespace Layers.Data.Tests;

/// <summary>A column's type follows from its first rows or its first file. A later value of another type is read exactly or is an error; it
/// is never rounded.</summary>
public sealed class ColumnTypeTests
{
    private static readonly NumericSummary s_moments = new(QuantilePrecision.None);

    private Folder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new Folder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void WholeNumbersOfACsvMayGoOnWithFractions()
    {
        var path = _folder.Write("late.csv",
            "a,b\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i % 100},7\n")) + "1.5,7\n2.5,7\n");
        Holds(DataFile.Csv(path), "a", [.. Enumerable.Range(0, 30_000).Select(i => i % 100.0), 1.5, 2.5]);
        Assert.That(DataFile.Csv(path).ReadBatches(10_000).Select(batch => batch.Type),
            Is.EqualTo(new[] { DType.Int64, DType.Int64, DType.Int64, DType.Float64 }));
    }

    [Test]
    public void WholeNumbersOfJsonLinesMayGoOnWithFractions()
    {
        var whole = string.Concat(Enumerable.Range(0, 30_000)
            .Select(i => $"{{\"a\":{i % 100},\"b\":{(i % 2 == 0 ? "true" : "false")}}}\n"));
        Holds(DataFile.JsonLines(_folder.Write("late.jsonl", whole + "{\"a\":1.5,\"b\":0.25}\n")), "a",
            [.. Enumerable.Range(0, 30_000).Select(i => i % 100.0), 1.5]);
        Holds(DataFile.JsonLines(_folder["late.jsonl"]), "b", [.. Enumerable.Range(0, 30_000).Select(i => i % 2 == 0 ? 1.0 : 0), 0.25]);
    }

    [TestCase("INTEGER", "1", "DOUBLE", "1.4", 1, 1.4)]
    [TestCase("INTEGER", "1", "FLOAT", "2.5", 1, 2.5)]
    [TestCase("INTEGER", "16777217", "FLOAT", "2.5", 16777217, 2.5)]
    [TestCase("BIGINT", "9007199254740991", "FLOAT", "0.5", 9007199254740991, 0.5)]
    [TestCase("DECIMAL(4, 1)", "1.5", "DOUBLE", "2.625", 1.5, 2.625)]
    [TestCase("DECIMAL(4, 1)", "1.5", "DECIMAL(9, 4)", "2.0625", 1.5, 2.0625)]
    [TestCase("BOOLEAN", "true", "DOUBLE", "2.6", 1, 2.6)]
    [TestCase("BOOLEAN", "true", "INTEGER", "3", 1, 3)]
    [TestCase("FLOAT", "0.5", "DOUBLE", "0.1", 0.5, 0.1)]
    [TestCase("FLOAT", "0.1", "DOUBLE", "0.1", 0.10000000149011612, 0.1)]
    [TestCase("TINYINT", "1", "BIGINT", "300", 1, 300)]
    [TestCase("TINYINT", "1", "VARCHAR", "'2.75'", 1, 2.75)]
    [TestCase("UBIGINT", "18446744073709551615", "INTEGER", "-1", 18446744073709551615.0, -1)]
    public void AParquetFileMayHaveAWiderTypeThanTheOneBefore(string before, string first, string after, string second, double firstValue,
        double secondValue)
    {
        Write("part-1.parquet", before, first);
        Write("part-2.parquet", after, second);
        Write("part-3.parquet", before, first);
        Holds(DataFile.Parquet(_folder["part-*.parquet"]), "x", [firstValue, firstValue, secondValue, secondValue, firstValue, firstValue]);

        void Write(string name, string type, string value) => _folder.Copy(name, $"SELECT {value}::{type} AS x, i AS y FROM range(2) t(i)");
    }

    [Test]
    public void ASecondCsvFileMayHaveFractionsAndAnotherOrderOfColumns()
    {
        _folder.Write("1.csv", "a,b\n1,10\n2,20\n");
        _folder.Write("2.csv", "b,a\n30,1.5\n");
        _folder.Write("3.csv", "a;b\n;40\n");
        var source = DataFile.Csv(_folder["?.csv"]);
        Assert.That(source.ReadBatches().Single().ToArray<double>(), Is.EqualTo(new[] { 1, 10, 2, 20, 1.5, 30, double.NaN, 40 }));
        var features = source.Summarize(s_moments)!.Report.Features;
        Assert.That(features.Select(feature => (feature.Name, feature.Count, feature.Mean, feature.Maximum)),
            Is.EqualTo(new (string?, long, double, double)[] { ("a", 3, 1.5, 2), ("b", 4, 25, 40) }));
    }

    [Test]
    public void ATextInAColumnOfNumbersIsAnErrorThatSaysWhereItIs()
    {
        _folder.Write("a-1.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i},1\n")));
        _folder.Write("a-2.csv", "x,y\n1,1\n\"2\n\",1\nn/a,1\n");
        _folder.Write("a.jsonl", string.Concat(Enumerable.Range(0, 30_000)
            .Select(i => i == 25_000 ? "{\"x\":\"n/a\"}\n" : $"{{\"x\":{i}}}\n")));
        _folder.Copy("a-1.parquet", "SELECT 1::TINYINT AS x");
        _folder.Copy("a-2.parquet", "SELECT CASE i WHEN 3 THEN 'n/a' ELSE '1' END AS x FROM range(9) t(i)");
        Assert.Multiple(() =>
        {
            Fails(DataFile.Csv(_folder["a-*.csv"]), "column 'x' in row 2 of '", "a-2.csv' (the first row is 0) has 'n/a'",
                "CsvOptions.Missing", "DecimalSeparator", "SampleRows", "Types");
            Fails(DataFile.JsonLines(_folder["a.jsonl"]), "column 'x' in row 25,000 of '", "a.jsonl' (the first row is 0) has 'n/a'",
                "Types");
            Fails(DataFile.Parquet(_folder["a-*.parquet"]), "column 'x' in row 3 of '", "a-2.parquet' (the first row is 0) has 'n/a'");
        });
    }

    [Test]
    public void KeysKeepTheirDigits_AndAFractionAmongThemIsAnError()
    {
        const long key = 9_007_199_254_740_993;
        var keys = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{key + i}\n"));
        var source = DataFile.Csv(_folder.Write("keys.csv", $"k\n{keys}5.0\n"));
        Assert.That(source.ReadBatches().First().ToArray<long>()[..2], Is.EqualTo(new[] { key, key + 1 }));
        Assert.That(source.Summarize(s_moments)!.Report.Features[0].Minimum, Is.EqualTo(5));
        Assert.Multiple(() =>
        {
            Fails(DataFile.Csv(_folder.Write("mixed.csv", $"k\n{keys}1.5\n")), "column 'k' in row 30,000 of '",
                "has '1.5', which is not a 64-bit integer", "ColumnType.Number");
            Fails(DataFile.Csv(_folder.Write("large.csv", $"k\n{keys}9223372036854775808\n")), "column 'k' in row 30,000 of '",
                "has '9223372036854775808'");
            Fails(DataFile.JsonLines(_folder.Write("mixed.jsonl",
                string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{{\"k\":{key + i}}}\n")) + "{\"k\":1.5}\n")), "row 30,000 of '",
                "has '1.5'");
        });
        var numbers = DataFile.Csv(_folder["mixed.csv"],
            new CsvOptions { Types = new Dictionary<string, ColumnType> { ["k"] = ColumnType.Number } });
        Assert.That(numbers.ReadBatches().Single().ToArray<double>()[^1], Is.EqualTo(1.5));
    }

    [Test]
    public void TypesThatAreGivenHold()
    {
        Dictionary<string, ColumnType> types = new() { ["n"] = ColumnType.Number, ["i"] = ColumnType.Integer, ["b"] = ColumnType.Boolean };
        const string rows = "SELECT (i * 1.5)::VARCHAR AS n, i::DOUBLE AS i, i % 2 AS b FROM range(3) t(i)";
        DataFile[] sources =
        [
            DataFile.Csv(_folder.Copy("t.csv", rows, "FORMAT csv, HEADER"), new CsvOptions { Types = types }),
            DataFile.Parquet(_folder.Copy("t.parquet", rows), new ParquetOptions { Types = types }),
            DataFile.JsonLines(_folder.Copy("t.jsonl", rows, "FORMAT json"), new JsonLinesOptions { Types = types }),
        ];
        Assert.Multiple(() =>
        {
            foreach (var source in sources)
            {
                Assert.That(source.ReadBatches().Single().ToArray<double>(), Is.EqualTo(new[] { 0, 0, 0, 1.5, 1, 1, 3, 2, 0 }),
                    source.Description);
                Assert.That(source.Select("i", "b").ReadBatches().Single().Type, Is.EqualTo(DType.Int64), source.Description);
                Assert.That(source.Summarize(s_moments)!.Report.Features.Select(feature => feature.Maximum),
                    Is.EqualTo(new[] { 3.0, 2, 1 }), source.Description);
            }
            Fails(DataFile.Parquet(_folder.Copy("u.parquet", "SELECT i / 2.0::DOUBLE AS i FROM range(3) t(i)"),
                new ParquetOptions { Types = new Dictionary<string, ColumnType> { ["i"] = ColumnType.Integer } }), "row 1 of", "'0.5'",
                "64-bit integer");
            Fails(DataFile.JsonLines(_folder.Write("u.jsonl", "{\"b\":1}\n{\"b\":2}\n"),
                new JsonLinesOptions { Types = new Dictionary<string, ColumnType> { ["b"] = ColumnType.Boolean } }), "row 1 of",
                "has '2', which is not a boolean");
            Assert.That(() => DataFile.Csv(_folder["t.csv"],
                new CsvOptions { Types = new Dictionary<string, ColumnType> { ["m"] = ColumnType.Number } }).Columns,
                Throws.ArgumentException.With.Message.Contain("'m'").And.Message.Contain("'n', 'i', 'b'"));
        });
    }

    [Test]
    public void ATextThatMadeAColumnOneOfTextsIsNamed()
    {
        var csv = _folder.Write("text.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},1\n")) + "n/k,5\n");
        var json = _folder.Write("text.jsonl", "{\"x\":1}\n{\"x\":\"n/k\"}\n");
        Assert.Multiple(() =>
        {
            Fails(DataFile.Csv(csv), "column 'x' in row 50 of '", "text.csv' (the first row is 0) has 'n/k'", "CsvOptions.Missing",
                "DecimalSeparator", "SampleRows");
            Fails(DataFile.JsonLines(json), "column 'x' in row 1 of '", "has 'n/k'", "Types");
            Fails(DataFile.Csv(csv).Select("x"), "column 'x' in row 50 of '", "CsvOptions.Missing", "ToTable");
        });
    }

    [Test]
    public void ATruthValueAmongNumbers_AndANumberAmongTruthValues_AreNamed()
    {
        var truths = string.Concat(Enumerable.Repeat("true\nfalse\n", 15_000));
        var csv = _folder.Write("truths.csv", "x\n" + truths + "7\n");
        var pure = _folder.Write("pure.csv", "x\n" + truths);
        var late = _folder.Write("late.csv", "x\n" + string.Concat(Enumerable.Repeat("1\n2\n", 15_000)) + "true\n");
        CsvOptions As(ColumnType type) => new() { Types = new Dictionary<string, ColumnType> { ["x"] = type } };
        Assert.Multiple(() =>
        {
            Fails(DataFile.Csv(csv), "column 'x' in row 30,000 of '", "has '7', which is not a boolean");
            Fails(DataFile.Csv(late), "column 'x' in row 30,000 of '", "has 'true', which is not a number");
            Fails(DataFile.Csv(pure, As(ColumnType.Number)), "column 'x' in row 0 of '", "has 'true', which is not a number");
            Fails(DataFile.Csv(pure, As(ColumnType.Integer)), "column 'x' in row 0 of '", "has 'true', which is not a 64-bit integer");
            Assert.That(DataFile.Csv(pure).Summarize(s_moments)!.Report.Features[0].Mean, Is.EqualTo(0.5));
        });
    }

    [Test]
    public void AColumnThatIsEmptyAtFirstNeedsAType()
    {
        var path = _folder.Write("empty.csv", "x,y\n" + string.Concat(Enumerable.Repeat(",1\n", 30_000)) + "2.5,1\n");
        var typed = DataFile.Csv(path, new CsvOptions { Types = new Dictionary<string, ColumnType> { ["x"] = ColumnType.Number } });
        Assert.That(() => DataFile.Csv(path).Select("x").ReadBatches().First(),
            Throws.TypeOf<RowSourceException>().With.Message.Contain("'x' has type Varchar"));
        Assert.That(typed.Summarize(s_moments)!.Report.Features[0].Mean, Is.EqualTo(2.5));
    }

    [Test]
    public void FilesOfOtherColumnsAreAnError_UnlessTheyAreToBeUnified()
    {
        _folder.Copy("f-1.parquet", "SELECT 1 AS a, 2.5::FLOAT AS b");
        _folder.Copy("f-2.parquet", "SELECT 3.5::DOUBLE AS c, 2 AS a");
        _folder.Write("f-1.csv", "a,b\n1,2.5\n");
        _folder.Write("f-2.csv", "c,a\n3.5,2\n");
        Assert.Multiple(() =>
        {
            Fails(DataFile.Parquet(_folder["f-*.parquet"]), "f-2.parquet' has no column 'b', which '", "f-1.parquet' has", "UnifyByName");
            Fails(DataFile.Csv(_folder["f-*.csv"]), "f-2.csv' has no column 'b', which '", "f-1.csv' has", "UnifyByName");
            _folder.Write("g-1.csv", "a\n1\n");
            _folder.Write("g-2.csv", "a,d\n1,2\n");
            Fails(DataFile.Csv(_folder["g-*.csv"]), "g-1.csv' has no column 'd', which '");
            foreach (var source in new[] { DataFile.Parquet(_folder["f-*.parquet"], new ParquetOptions { UnifyByName = true }),
                DataFile.Csv(_folder["f-*.csv"], new CsvOptions { UnifyByName = true }) })
            {
                Assert.That(source.Columns, Is.EqualTo(new[] { "a", "b", "c" }), source.Description);
                Assert.That(source.ReadBatches().Single().ToArray<double>(), Is.EqualTo(new[] { 1, 2.5, double.NaN, 2, double.NaN, 3.5 }),
                    source.Description);
                Assert.That(source.Summarize(s_moments)!.Report.Features.Select(feature => (feature.Missing, feature.Mean)),
                    Is.EqualTo(new[] { (0L, 1.5), (1, 2.5), (1, 3.5) }), source.Description);
            }
        });
    }

    [Test]
    public void AQueryOverFilesLooksAtAllRowsAndAllFiles()
    {
        _folder.Write("late.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 30_000).Select(_ => "1,7\n")) + "1.5,7\n");
        _folder.Write("late.jsonl", string.Concat(Enumerable.Range(0, 30_000).Select(_ => "{\"a\":1}\n")) + "{\"a\":1.5}\n");
        _folder.Copy("late-1.parquet", "SELECT 1 AS a FROM range(30000)");
        _folder.Copy("late-2.parquet", "SELECT 1.5::DOUBLE AS a");
        double[] expected = [.. Enumerable.Repeat(1.0, 30_000), 1.5];
        foreach (var name in new[] { "late.csv", "late.jsonl", "late-*.parquet" })
            Holds(new SqlQuery($"SELECT a FROM '{_folder[name]}'"), "a", expected);
    }

    [Test]
    public void ASqliteColumnMayHoldAnything()
    {
        SqliteConnection Connect() => new($"Data Source={_folder["t.db"]};Pooling=False");
        using (var connection = Connect())
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t (i INTEGER, s INTEGER); WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n " +
                "WHERE k < 1999) INSERT INTO t SELECT CASE k WHEN 1500 THEN 1.5 ELSE 1 END, CASE k WHEN 1600 THEN 'oops' ELSE k END FROM n";
            command.ExecuteNonQuery();
        }
        Holds(new SqlQuery("SELECT i FROM t", Connect), "i", [.. Enumerable.Range(0, 2000).Select(k => k == 1500 ? 1.5 : 1)]);
        Fails(new SqlQuery("SELECT s FROM t", Connect), "column 's' in row 1,600 (the first row is 0) has 'oops', which is not a number");
    }

    [TestCase("1e40", 1e40)]
    [TestCase("123456789012345678901234567890.123456789", 123456789012345678901234567890.123456789)]
    [TestCase("'NaN'", double.NaN)]
    public void ANumericBeyondDecimalIsANumber_InTheFirstRowsAsInTheOthers(string value, double number)
    {
        foreach (var at in new[] { 0, 1_500 })
            Holds(new SqlQuery($"SELECT CASE i WHEN {at} THEN {value}::numeric ELSE i END AS n FROM generate_series(0, 1999) i",
                PostgresServer.Connect), "n", [.. Enumerable.Range(0, 2000).Select(i => i == at ? number : i)]);
    }

    [TestCase("'Infinity'", "is infinite", true)]
    [TestCase("1e400", "has 1000000", false)]
    [TestCase("1e-400", "has 0.00000", false)]
    public void ANumericThatNoDoubleIsNearIsAnErrorThatSaysWhereItIs(string value, string what, bool readable)
    {
        foreach (var at in new[] { 3, 1_500 })
        {
            var source = new SqlQuery($"SELECT i AS k, CASE i WHEN {at} THEN {value}::numeric ELSE i END AS n FROM generate_series(0, " +
                "1999) i", PostgresServer.Connect);
            var fault = Assert.Throws<RowSourceException>(() => source.Summarize(s_moments));
            Assert.That(fault?.Message,
                Does.StartWith("The query 'SELECT i AS k").And.Contain($"column 'n' in row {at:N0} (the first row is 0)")
                .And.Contain(what));
            if (readable) continue;
            Assert.That(fault?.InnerException, Is.InstanceOf<Npgsql.PostgresException>());
            Assert.That(() => source.ReadBatches().Count(), Throws.TypeOf<RowSourceException>().With.Message.EqualTo(fault?.Message));
        }
    }

    /// <summary>Asserts that rows, statistics and quantiles of a column agree.</summary>
    private static void Holds(SqlRowSource source, string column, double[] values)
    {
        RowSource selected = source is DataFile file ? file.Select(column) : ((SqlQuery)source).Select(column);
        var present = Array.FindAll(values, value => !double.IsNaN(value));
        var report = new Normalization(dtype: DTypePolicy.Float64) { MissingValues = MissingValues.Ignore }.Adapt(selected).Features[0];
        var streamed = new Normalization(dtype: DTypePolicy.Float64) { MissingValues = MissingValues.Ignore }
            .Adapt(selected.ReadBatches(777)).Features[0];
        Assert.Multiple(() =>
        {
            Assert.That(selected.ReadBatches(777).SelectMany(Numbers), Is.EqualTo(values), source.Description);
            foreach (var seen in new[] { report, streamed })
            {
                Assert.That((seen.Count, seen.Minimum, seen.Maximum), Is.EqualTo(((long)present.Length, present.Min(), present.Max())),
                    source.Description);
                Assert.That(seen.Mean, Is.EqualTo(present.Average()).Within(1e-12 * present.Max(Math.Abs)), source.Description);
            }
        });
    }

    private static IEnumerable<double> Numbers(TensorData batch) => batch.Type switch
    {
        DType.Int64 => batch.ToArray<long>().Select(value => (double)value),
        DType.Float32 => batch.ToArray<float>().Select(value => (double)value),
        _ => batch.ToArray<double>(),
    };

    private static void Fails(RowSource source, params string[] parts)
    {
        foreach (var act in new Action[] { () => source.Summarize(s_moments), () => source.ReadBatches(1000).Count() })
        {
            var fault = Assert.Throws<RowSourceException>(() => act());
            foreach (var part in parts) Assert.That(fault?.Message, Does.Contain(part));
            Assert.That(fault?.Message,
                Does.Not.Contain("sample_size").And.Not.Contain("union_by_name").And.Not.Contain("nullstr")
                .And.Not.Contain("ignore_errors"));
        }
    }
}
