using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Layers.Data.Tests;

/// <summary>Texts, dates, booleans and missing values, read from files and queries into tables.</summary>
public sealed class TableReadingTests
{
    private static readonly string?[] s_words = ["Dream", "", null, "naïve \"x\", y", "two\nlines", "NA", " padded ", "数"];

    private Folder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new Folder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void EveryFormatGivesTheSameTable()
    {
        const string query = """
            SELECT CASE i WHEN 2 THEN NULL WHEN 1 THEN '' ELSE 'w' || i END AS word, i + 9007199254740990 AS id, CASE WHEN i = 1 THEN NULL ELSE i * 0.5::DOUBLE END AS x, CASE WHEN i = 0 THEN NULL ELSE i % 2 = 1 END AS b,
                CASE WHEN i = 3 THEN NULL ELSE DATE '2024-02-28' + i::INTEGER END AS day, CASE WHEN i = 0 THEN NULL ELSE TIMESTAMP '2024-02-29 23:59:58.5' + to_seconds(i) END AS at
            FROM range(4) t(i)
            """;
        DataFile[] sources =
        [
            DataFile.Parquet(_folder.Copy("rows.parquet", query)),
            DataFile.Csv(_folder.Copy("rows.csv", query, "FORMAT csv, HEADER")),
            DataFile.Csv(_folder.Copy("rows.csv.gz", query, "FORMAT csv, HEADER, COMPRESSION gzip")),
            DataFile.JsonLines(_folder.Copy("rows.jsonl", query, "FORMAT json")),
        ];
        Assert.Multiple(() =>
        {
            foreach (var source in sources)
            {
                var table = source.ToTable();
                Assert.That(source.Types, Is.EqualTo(new[] { ColumnType.Text, ColumnType.Integer, ColumnType.Number, ColumnType.Boolean,
                    ColumnType.Date, ColumnType.Date }), source.Description);
                Assert.That(table.Types, Is.EqualTo(source.Types), source.Description);
                Assert.That(table.Texts("word"), Is.EqualTo(new[] { "w0", "", null, "w3" }), source.Description);
                Assert.That(table.Integers("id"),
                    Is.EqualTo(new long?[] { 9007199254740990, 9007199254740991, 9007199254740992, 9007199254740993 }), source.Description);
                Assert.That(table.Numbers("x"), Is.EqualTo(new[] { 0, double.NaN, 1, 1.5 }), source.Description);
                Assert.That(table.Booleans("b"), Is.EqualTo(new bool?[] { null, true, false, true }), source.Description);
                Assert.That(table.Dates("day"), Is.EqualTo(new DateTime?[] { new(2024, 2, 28), new(2024, 2, 29), new(2024, 3, 1), null }),
                    source.Description);
                Assert.That(table.Dates("at")[1], Is.EqualTo(new DateTime(2024, 2, 29, 23, 59, 59, 500)), source.Description);
                Assert.That(table.Dates("at")[1]!.Value.Kind, Is.EqualTo(DateTimeKind.Unspecified), source.Description);
                Assert.That(source.ReadTables(3).Select(part => part.RowCount), Is.EqualTo(new[] { 3, 1 }), source.Description);
                Assert.That(source.Select("day", "word").ToTable().Texts("word"), Is.EqualTo(new[] { "w0", "", null, "w3" }),
                    source.Description);
                Assert.That(source.Select("id").ReadBatches().Single().ToArray<long>()[^1], Is.EqualTo(9007199254740993),
                    source.Description);
            }
        });
    }

    [Test]
    public void WordsOfACsvStayWords_AndAQuotedCellWithoutAnythingIsAnEmptyText()
    {
        static string Cell(string? word) => word is null ? "" : $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var path = _folder.Write("words.csv",
            "word,n,q\n" + string.Concat(s_words.Select((word, i) => $"{Cell(word)},{i},\"{(i == 3 ? "" : $"{i}.5")}\"\n")));
        var table = DataFile.Csv(path).ToTable();
        var missing = DataFile.Csv(path, new CsvOptions { Missing = ["NA", ""] }).ToTable();
        Assert.Multiple(() =>
        {
            Assert.That(table.Texts("word"), Is.EqualTo(s_words));
            Assert.That(table.Numbers("q"), Is.EqualTo(new[] { 0.5, 1.5, 2.5, double.NaN, 4.5, 5.5, 6.5, 7.5 }));
            Assert.That(DataFile.Csv(path).Select("n", "q").ReadBatches().Single().ToArray<double>()[7], Is.NaN);
            // A quoted "NA" is a text and not a missing value.
            Assert.That(missing.Texts("word"), Is.EqualTo(s_words));
            Assert.That(DataFile.Csv(_folder.Write("na.csv", "word,n\nNA,NA\nx,\"NA\"\n,3\n"), new CsvOptions { Missing = ["NA"] })
                .ToTable().Texts("word"), Is.EqualTo(new[] { null, "x", "" }));
            Assert.That(DataFile.Csv(_folder["na.csv"],
                new CsvOptions { Missing = ["NA"], Types = new Dictionary<string, ColumnType> { ["n"] = ColumnType.Integer } }).Select("n")
                .ReadBatches().Single().ToArray<double>(), Is.EqualTo(new[] { double.NaN, double.NaN, 3 }));
            Assert.That(DataFile.Csv(_folder["na.csv"], new CsvOptions { Missing = ["NA"] }).ToTable().Integers("n"),
                Is.EqualTo(new long?[] { null, null, 3 }));
        });
    }

    // The first rows have no quotes, so they do not show how texts are quoted.
    [Test]
    public void ATextMayBeQuotedLate()
    {
        var rows = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"w{i % 7},{i}\n"));
        var table = DataFile.Csv(_folder.Write("late.csv", $"word,n\n{rows}\"a, b\",1\n\"\",2\n,3\n5\" pipe,4\n\"say " +
            "\"\"hi\"\"\",5\nO'Brien,6\n")).ToTable();
        Assert.That(table[30_000..].Texts("word"), Is.EqualTo(new[] { "a, b", "", null, "5\" pipe", "say \"hi\"", "O'Brien" }));
        // These quotes are part of the text.
        Assert.That(DataFile.Csv(_folder.Write("inches.csv", "word,n\n\"a\" b,1\nc,2\n\",3\n")).ToTable().Texts("word"),
            Is.EqualTo(new[] { "\"a\" b", "c", "\"" }));
        Assert.That(DataFile.Csv(_folder.Write("apostrophes.csv", "word,n\nO'Brien,1\nD'Arcy,2\n" + rows + "\"a, b\",1\n")).ToTable()
            .Texts("word")[^1], Is.EqualTo("a, b"));
    }

    [Test]
    public void TextsThatLookLikeOtherThings_StayAsTheyAreWritten()
    {
        var csv = DataFile.Csv(_folder.Write("odd.csv", "day,time,code,zip\n31/12/2023,8:05,1e,007\n01/02/2024,23:59,2e,010\n"),
            new CsvOptions { Types = new Dictionary<string, ColumnType> { ["zip"] = ColumnType.Text } });
        var json = DataFile.JsonLines(_folder.Write("odd.jsonl",
            "{\"u\":\"0B2C4C3E-8D3C-4B0E-9B0B-1C1C1C1C1C1C\",\"t\":\"8:05:00\",\"o\":{\"a\":1},\"l\":[1]}\n"),
            new JsonLinesOptions { Types = new Dictionary<string, ColumnType> { ["o"] = ColumnType.Text } });
        Assert.Multiple(() =>
        {
            Assert.That(csv.Types, Is.All.EqualTo(ColumnType.Text));
            Assert.That(csv.ToTable().Columns.SelectMany(name => csv.ToTable().Texts(name)),
                Is.EqualTo(new[] { "31/12/2023", "01/02/2024", "8:05", "23:59", "1e", "2e", "007", "010" }));
            Assert.That(json.Select("u", "t", "o").ToTable().Columns.Select(name => json.Select("u", "t", "o").ToTable().Texts(name)[0]),
                Is.EqualTo(new[] { "0B2C4C3E-8D3C-4B0E-9B0B-1C1C1C1C1C1C", "8:05:00", "{\"a\":1}" }));
            Assert.That(() => json.Types,
                Throws.TypeOf<RowSourceException>().With.Message.Contain("'l' has type").And.Message.Contain("Select"));
            Assert.That(() => json.Select("l"), Throws.ArgumentException.With.Message.Contain("'l' has type"));
            Assert.That(() => json.ToTable(), Throws.TypeOf<RowSourceException>().With.Message.Contain("'l'"));
        });
    }

    [TestCase("2024-02-29", "2024-02-29")]
    [TestCase("2024-02-29 23:59", "2024-02-29T23:59:00")]
    [TestCase("2024-02-29T23:59:58", "2024-02-29T23:59:58")]
    [TestCase("2024-02-29 23:59:58.1234567", "2024-02-29T23:59:58.1234567")]
    [TestCase("2024-02-29 23:59:58.123456789", "2024-02-29T23:59:58.1234567")]
    [TestCase("2024-02-29T23:59:58Z", "2024-02-29T23:59:58Z")]
    [TestCase("2024-02-29T23:59:58.5+02:00", "2024-02-29T21:59:58.5Z")]
    [TestCase("2024-02-29 23:59:58-05", "2024-03-01T04:59:58Z")]
    [TestCase("2024-02-29 23:59-0530", "2024-03-01T05:29:00Z")]
    public void ADateIsReadTheSameWayEverywhere(string text, string expected)
    {
        var types = new Dictionary<string, ColumnType> { ["d"] = ColumnType.Date };
        _folder.Copy("d.parquet", $"SELECT '{text}' AS d");
        DataFile[] sources =
        [
            DataFile.Csv(_folder.Write("d.csv", $"d,n\n{text},1\n"), new CsvOptions { Types = types, HasHeader = true }),
                DataFile.JsonLines(_folder.Write("d.jsonl", $"{{\"d\":\"{text}\"}}\n"), new JsonLinesOptions { Types = types }),
            DataFile.Parquet(_folder["d.parquet"], new ParquetOptions { Types = types }),
        ];
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.DateTimeFormat.DateSeparator, other.DateTimeFormat.TimeSeparator, other.NumberFormat.NumberDecimalSeparator) = (".", "h",
            ",");
        try
        {
            CultureInfo.CurrentCulture = other;
            foreach (var source in sources)
                Assert.That(source.ToTable()["d"].ToTensor().ToArray<string>(), Is.EqualTo(new[] { expected }), source.Description);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void DatesOfAnotherFormAreReadWhereItIsGiven()
    {
        var path = _folder.Write("german.csv", "tag;n\n31.12.2023;1\n;2\n01.02.2024;3\n");
        var options = new CsvOptions { Delimiter = ';', DateFormat = "dd.MM.yyyy" };
        Assert.Multiple(() =>
        {
            Assert.That(DataFile.Csv(path).Types[0], Is.EqualTo(ColumnType.Text));
            Assert.That(DataFile.Csv(path, options).ToTable().Dates("tag"),
                Is.EqualTo(new DateTime?[] { new(2023, 12, 31), null, new(2024, 2, 1) }));
            Assert.That(DataFile.Csv(_folder.Write("words.csv", "w;n\na;1\nb;2\n"), options).Types[0], Is.EqualTo(ColumnType.Text));
        });
    }

    [Test]
    public void InstantsAreInUtc()
    {
        _folder.Copy("z.parquet", "SELECT TIMESTAMPTZ '2024-02-29 23:30:00-02' AS z, TIMESTAMP_NS '2024-02-29 23:30:00.123456789' AS ns");
        var file = DataFile.Parquet(_folder["z.parquet"]).ToTable();
        Assert.Multiple(() =>
        {
            Assert.That(file.Dates("z")[0], Is.EqualTo(new DateTime(2024, 3, 1, 1, 30, 0)));
            Assert.That(file.Dates("z")[0]!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
            Assert.That(file.Dates("ns")[0], Is.EqualTo(new DateTime(2024, 2, 29, 23, 30, 0).AddTicks(1234567)));
            Assert.That(
                () =>
                DataFile.Csv(_folder.Write("mixed.csv", "d,n\n2024-02-29 10:00:00,1\n2024-02-29 10:00:00Z,2\n"),
                new CsvOptions { Types = new Dictionary<string, ColumnType> { ["d"] = ColumnType.Date } }).ToTable(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("mixed.csv").And.Message.Contain("Column 'd' in row 1")
                    .And.Message.Contain("with a time zone, and those before it are without"));
        });
    }

    [Test]
    public void AValueThatIsNotOfItsTypeIsNamedWithFileColumnAndRow()
    {
        string Rows(string value, string late) =>
            "x,n\n" + string.Concat(Enumerable.Range(0, 30_000).Select(_ => $"{value},1\n")) + $"{late},1\n";
        var days = _folder.Write("days.csv", Rows("2024-02-29", "2024-02-30"));
        _folder.Write("part-1.csv", "x,n\n2024-02-29,1\n");
        _folder.Write("part-2.csv", "x,n\n2024-02-29,1\nsoon,1\n");
        var dates = new Dictionary<string, ColumnType> { ["x"] = ColumnType.Date };
        Assert.Multiple(() =>
        {
            Fails(DataFile.Csv(days), "column 'x' in row 30,000 of '", "days.csv'", "has '2024-02-30', which is not a date", "DateFormat");
            Fails(DataFile.Csv(_folder["part-?.csv"], new CsvOptions { Types = dates }), "column 'x' in row 1 of '", "part-2.csv'",
                "'soon'");
            Fails(DataFile.Csv(_folder.Write("whole.csv", Rows("1", "1.5"))), "column 'x' in row 30,000 of '",
                "has '1.5', which is not a 64-bit integer", "ColumnType.Number");
            Fails(DataFile.Csv(_folder.Write("truth.csv", Rows("true", "maybe"))), "column 'x' in row 30,000 of '",
                "has 'maybe', which is not a boolean");
            Fails(DataFile.Csv(_folder.Write("number.csv", Rows("1.5", "n/a"))), "column 'x' in row 30,000 of '",
                "has 'n/a', which is not a number");
            Fails(DataFile.JsonLines(_folder.Write("day.jsonl", "{\"x\":\"2024-02-29\"}\n{\"x\":\"never\"}\n"),
                new JsonLinesOptions { Types = dates }), "column 'x' in row 1 of '", "day.jsonl'", "has 'never'");
            Fails(DataFile.JsonLines(_folder.Write("wide.jsonl", "{\"x\":-1}\n{\"x\":18446744073709551615}\n")), "column 'x' in row 1 of '",
                "'18446744073709551615', which is not a 64-bit integer");
            Fails(DataFile.Parquet(_folder.Copy("far.parquet", "SELECT CASE i WHEN 2 THEN 'infinity'::TIMESTAMP ELSE TIMESTAMP " +
                "'2024-02-29' END AS x FROM range(4) t(i)")), "column 'x' in row 2 of '", "has 'infinity', which is not a date");
            Fails(DataFile.Parquet(_folder.Copy("old.parquet", "SELECT CASE i WHEN 1 THEN DATE '0044-03-15 (BC)' ELSE DATE '2024-02-29' " +
                "END AS x FROM range(4) t(i)")), "column 'x' in row 1 of '", "(BC)'");
        });

        static void Fails(RowSource source, params string[] parts)
        {
            var fault = Assert.Throws<RowSourceException>(() => source.ToTable(), source.Description);
            foreach (var part in parts) Assert.That(fault?.Message, Does.Contain(part));
        }
    }

    [Test]
    public void ATableMayBeWithoutRows_AndReadingCanBeStopped()
    {
        var empty = new SqlQuery("SELECT 'x' AS word, 1 AS n WHERE false");
        using var cancelled = new CancellationTokenSource();
        using var tables = new SqlQuery("SELECT 'x' AS word FROM range(1000000000)").ReadTables(1000, cancelled.Token).GetEnumerator();
        Assert.Multiple(() =>
        {
            Assert.That(empty.ToTable().RowCount, Is.Zero);
            Assert.That(empty.ToTable().Types, Is.EqualTo(new[] { ColumnType.Text, ColumnType.Integer }));
            Assert.That(() => empty.ReadTables(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(tables.MoveNext(), Is.True);
            cancelled.Cancel();
            Assert.That(() => tables.MoveNext(), Throws.InstanceOf<OperationCanceledException>());
        });
    }

    [Test]
    public void FoldersMayBeDates()
    {
        foreach (var day in new[] { "2024-02-29", "2024-03-01" })
        {
            Directory.CreateDirectory(_folder[$"day={day}"]);
            _folder.Copy($"day={day}/rows.parquet", "SELECT 1 AS n, 'x' AS word");
            _folder.Write($"day={day}/rows.csv", "n,word\n1,x\n");
        }
        foreach (var source in new[] { DataFile.Parquet(_folder["*/*.parquet"]), DataFile.Csv(_folder["*/*.csv"]) })
            Assert.That(source.ToTable().Dates("day").Order(), Is.EqualTo(new DateTime?[] { new(2024, 2, 29), new(2024, 3, 1) }),
                source.Description);
    }

    [Test]
    public void TypesOfPostgresAreColumns()
    {
        var table = new SqlQuery("""
            SELECT i::bigint AS id, CASE i WHEN 2 THEN NULL ELSE 'w' || i END AS word, date '2024-02-29' AS day, timestamp '2024-02-29 23:30' AS at, timestamptz '2024-02-29 23:30-02' AS z, i % 2 = 0 AS b, i / 4.0 AS n,
                time '08:05' AS t, '0b2c4c3e-8d3c-4b0e-9b0b-1c1c1c1c1c1c'::uuid AS u
            FROM generate_series(1, 3) i
            """, PostgresServer.Connect).ToTable();
        Assert.Multiple(() =>
        {
            Assert.That(table.Types, Is.EqualTo(new[]
            {
                ColumnType.Integer, ColumnType.Text, ColumnType.Date, ColumnType.Date, ColumnType.Date, ColumnType.Boolean,
                    ColumnType.Number, ColumnType.Text, ColumnType.Text,
            }));
            Assert.That(table.Texts("word"), Is.EqualTo(new[] { "w1", null, "w3" }));
            Assert.That(table.Dates("day")[0], Is.EqualTo(new DateTime(2024, 2, 29)));
            Assert.That(table.Dates("at")[0]!.Value.Kind, Is.EqualTo(DateTimeKind.Unspecified));
            Assert.That((table.Dates("z")[0], table.Dates("z")[0]!.Value.Kind),
                Is.EqualTo(((DateTime?)new DateTime(2024, 3, 1, 1, 30, 0), DateTimeKind.Utc)));
            Assert.That(table.Numbers("n"), Is.EqualTo(new[] { 0.25, 0.5, 0.75 }));
            Assert.That((table.Texts("t")[0], table.Texts("u")[0]), Is.EqualTo(("08:05:00", "0b2c4c3e-8d3c-4b0e-9b0b-1c1c1c1c1c1c")));
        });
    }

    [Test]
    public void TypesOfSqliteAreColumns()
    {
        SqliteConnection Connect() => new($"Data Source={_folder["t.db"]};Pooling=False");
        using (var connection = Connect())
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE t (id INTEGER, word TEXT, x REAL, odd INTEGER);
                INSERT INTO t VALUES (9007199254740993, 'a', 1.5, 1), (2, '', NULL, 1.5), (NULL, NULL, 2, 1);
                CREATE TABLE u (n REAL, word TEXT); INSERT INTO u VALUES (1, 'a'), ('oops', 'b');
                """;
            command.ExecuteNonQuery();
        }
        var table = new SqlQuery("SELECT id, word, x FROM t", Connect).ToTable();
        Assert.Multiple(() =>
        {
            Assert.That(table.Integers("id"), Is.EqualTo(new long?[] { 9007199254740993, 2, null }));
            Assert.That(table.Texts("word"), Is.EqualTo(new[] { "a", "", null }));
            Assert.That(table.Numbers("x"), Is.EqualTo(new[] { 1.5, double.NaN, 2 }));
            Assert.That(() => new SqlQuery("SELECT odd FROM t", Connect).ToTable(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("column 'odd' in row 1").And.Message.Contain("'1.5', which is " +
                "not a 64-bit integer"));
            Assert.That(() => new SqlQuery("SELECT * FROM u", Connect).ToTable(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("column 'n' in row 1").And.Message.Contain("'oops'"));
            Assert.That(() => new SqlQuery("SELECT x'00' AS blob", Connect).ToTable(),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("'blob'"));
        });
    }
}
