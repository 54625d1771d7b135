namespace Layers.Data.Tests;

/// <summary>Sources of many columns: the length of the queries grows with the number of columns, and not with its square.</summary>
public sealed class WideTests
{
    [Test]
    public void TheWorkIsLinearInTheColumns()
    {
        using var folder = new Folder();
        var (few, many) = (Asked(folder, 1_000), Asked(folder, 4_000));
        Assert.Multiple(() =>
        {
            Assert.That(many, Has.Count.EqualTo(few.Count));
            Assert.That(few, Has.None.Contain("fsum"));
            Assert.That(many.Sum(text => text.Length), Is.LessThan(4.5 * few.Sum(text => text.Length)));
        });
    }

    // For each quoting style that it tries, DuckDB reads all rows and columns: four seconds for 4,000 columns.
    [TestCase("a,b\n1,2\n3,4\n", true)]
    [TestCase("a,b\n1,2\n\"3\",4\n", false)]
    [TestCase("a,b\n1,2\n'3',4\n", false)]
    public void OneWayToQuoteIsTriedWhereNothingIsQuoted(string text, bool isOne)
    {
        using var folder = new Folder();
        var path = folder.Write("quotes.csv", text);
        var texts = new List<string>();
        var engine = new Engine("quotes", () => new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"),
            command => texts.Add(command.CommandText), new DuckDbDialect());
        var group = new CsvFormat(new CsvOptions()).Groups(engine, [path], default).Single();
        Assert.Multiple(() =>
        {
            Assert.That(texts.Single().Contains(", quote = '\"', escape = '\"'", StringComparison.Ordinal), Is.EqualTo(isOne));
            Assert.That(group.Dialect.Contains("quote = '',", StringComparison.Ordinal), Is.EqualTo(isOne),
                "The reader is told what DuckDB finds out by itself.");
            Assert.That(DataFile.Csv(path).ReadBatches().Single().ToArray<long>(), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        });
    }

    [Test]
    public void ACompressedFile_IsNotSearchedForQuotes()
    {
        using var folder = new Folder();
        var path = folder.Copy("rows.csv.gz", "SELECT i AS a, 'x,' || i AS b FROM range(3) t(i)", "FORMAT csv, HEADER, COMPRESSION gzip");
        Assert.That(DataFile.Csv(path).Select("a").ReadBatches().Single().ToArray<long>(), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [TestCase(256, true)]
    [TestCase(257, false)]
    public void AnEngineSumsUpTo256Columns(int columns, bool sums)
    {
        using var folder = new Folder();
        var path = folder.Write("wide.csv", Csv(columns));
        var layer = new Normalization();
        var report = layer.Adapt(DataFile.Csv(path));
        Assert.Multiple(() =>
        {
            Assert.That(DataFile.Csv(path).Summarize(new NumericSummary(QuantilePrecision.None)), sums ? Is.Not.Null : Is.Null);
            Assert.That(report.Features.Select(feature => feature.Name), Is.EqualTo(Enumerable.Range(0, columns).Select(i => $"c{i}")));
            Assert.That(report.Features.Select(feature => feature.Mean),
                Is.EqualTo(Enumerable.Range(0, columns).Select(i => 9.5 / 4 + i)).Within(1e-9));
        });
    }

    // PostgreSQL accepts at most 1,664 expressions in a query.
    [Test]
    public void ATableOf400ColumnsIsLearnedFrom()
    {
        var source = new SqlQuery($"SELECT {string.Join(", ", Enumerable.Range(0, 400).Select(i => $"i + {i} AS c{i}"))} FROM " +
            "generate_series(0, 4) i", PostgresServer.Connect);
        Assert.That(new Normalization().Adapt(source).Features.Select(feature => feature.Mean),
            Is.EqualTo(Enumerable.Range(0, 400).Select(i => 2.0 + i)));
    }

    // The query for a few columns has an expression for each column, and the query for all columns has lists.
    [TestCase("csv")]
    [TestCase("csv.gz")]
    [TestCase("jsonl")]
    [TestCase("semicolons")]
    [TestCase("unified")]
    [TestCase("folders")]
    public void AWideTable_HasTheValuesOfItsColumns(string kind)
    {
        using var folder = new Folder();
        var source = Mixed(folder, kind);
        var columns = source.Columns;
        Assert.That(columns, Has.Count.GreaterThan(WideRows.MostSingle));
        Table whole = source.ToTable(), again = source.Select([.. columns.Reverse()]).ToTable();
        Assert.That(whole.Columns, Is.EqualTo(columns));
        Assert.That(again.Columns, Is.EqualTo(columns.Reverse()));
        Assert.Multiple(() =>
        {
            foreach (var part in columns.Chunk(100))
            {
                var few = source.Select(part).ToTable();
                foreach (var name in part)
                {
                    Assert.That(Values(whole[name]), Is.EqualTo(Values(few[name])), name);
                    Assert.That(Values(again[name]), Is.EqualTo(Values(few[name])), name);
                }
            }
            Assert.That(whole.Types.Distinct(), Is.SupersetOf(
                new[] { ColumnType.Number, ColumnType.Integer, ColumnType.Boolean, ColumnType.Text, ColumnType.Date }));
            Assert.That(columns.Sum(name => whole[name].MissingCount), Is.GreaterThan(100));
            Assert.That(source.ReadTables(2).Select(part => part.RowCount), Is.EqualTo(new[] { 2, 2 }));
        });
    }

    [TestCase("x", "abc")]
    [TestCase("i", "1.5")]
    [TestCase("b", "2")]
    public void AFaultInAWideTable_NamesTheColumnAndTheRow(string kind, string value)
    {
        using var folder = new Folder();
        string Row(string text) => string.Join(',', Enumerable.Range(0, 300)
            .Select(i => i == 271 ? text : i % 3 == 0 ? "0.5" : i % 3 == 1 ? "7" : "1"));
        var path = folder.Write("fault.csv", string.Join(',',
            Enumerable.Range(0, 300).Select(i => $"c{i}")) + $"\n{Row("1")}\n{Row("0")}\n{Row(value)}\n");
        var type = kind switch { "x" => ColumnType.Number, "i" => ColumnType.Integer, _ => ColumnType.Boolean };
        var types = Enumerable.Range(0, 300).ToDictionary(i => $"c{i}", i => i == 271 ? type : ColumnType.Number);
        var source = DataFile.Csv(path, new CsvOptions { Types = types, SampleRows = 1 });
        var fault = Assert.Throws<RowSourceException>(() => source.ToTable())!;
        Assert.That(fault.Message, Does.Contain("'c271'").And.Contain($"'{value}'").And.Contain("row 2"));
    }

    // With an expression for each column, the time in which DuckDB plans the query grows with the square of their number.
    [TestCase(300)]
    [TestCase(1200)]
    public void AWideTable_IsReadWithAnExpressionForEachType(int columns)
    {
        using var folder = new Folder();
        var path = folder.Write("wide.csv", Csv(columns));
        var texts = new List<string>();
        var engine = new Engine("wide", () => new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"),
            command => texts.Add(command.CommandText), new DuckDbDialect());
        var table = FileTable.Of(engine, new CsvFormat(new CsvOptions()), path, default);
        CellColumn[] cells = [.. table.Kinds.Select(kind => new CellColumn(
            new SqlColumn(kind.Key, SqlNumber.Double), kind.Value, IsString: true))];
        texts.Clear();
        var read = new Tables(engine, table.Tables(new Dictionary<string, ColumnType>(), table.Kinds), cells).Read(100, default).Single();
        Assert.That((read.Columns.Count, read.RowCount), Is.EqualTo((columns, 20)));
        Assert.That(texts.Single().Split("CASE"), Has.Length.LessThan(12));
    }

    // The fault is found by a second query for the texts of the rows, which must have few expressions too.
    [TestCase(300)]
    [TestCase(1200)]
    public void AFaultInAWideTable_IsFoundWithAnExpressionForEachType(int columns)
    {
        using var folder = new Folder();
        var path = folder.Write("fault.csv", Csv(columns) + string.Join(',', Enumerable.Repeat("1", columns - 1)) + ",abc\n");
        var texts = new List<string>();
        var engine = new Engine("wide", () => new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"),
            command => texts.Add(command.CommandText), new DuckDbDialect());
        var table = FileTable.Of(engine, new CsvFormat(new CsvOptions()), path, default);
        var kinds = table.Columns.ToDictionary(column => column.Name, _ => ColumnType.Number);
        CellColumn[] cells = [.. kinds.Keys.Select(name => new CellColumn(
            new SqlColumn(name, SqlNumber.Double), ColumnType.Number, IsString: true))];
        texts.Clear();
        var tables = new Tables(engine, table.Tables(new Dictionary<string, ColumnType>(), kinds), cells);
        var fault = Assert.Throws<RowSourceException>(() => tables.Read(100, default).ToList())!;
        Assert.Multiple(() =>
        {
            Assert.That(fault.Message, Does.Contain($"'c{columns - 1}'").And.Contain("'abc'").And.Contain("row 20"));
            Assert.That(texts, Has.Count.EqualTo(2), "the rows, and the texts of the rows");
            Assert.That(texts.Select(text => text.Split("CASE").Length), Is.All.LessThan(12));
        });
    }

    // Dates are read in a list of their own, but the error must name the leftmost fault of the row.
    [TestCase("x", "2024-13-45", "c0", "x")]
    [TestCase("0.5", "2024-13-45", "c1", "2024-13-45")]
    [TestCase("NA", "2024-13-45", "c1", "2024-13-45")]
    public void TheFirstFaultOfAWideRow_IsTheLeftOne(string number, string date, string column, string value)
    {
        using var folder = new Folder();
        string Row(string x, string d) => $"{x},{d},{string.Join(',', Enumerable.Repeat("y,7", 149))}\n";
        var path = folder.Write("fault.csv", string.Join(',', Enumerable.Range(0, 300).Select(i => $"c{i}")) + "\n" +
            Row("1", "2024-02-03") + Row(number, date));
        var types = Enumerable.Range(0, 300).ToDictionary(i => $"c{i}", i => i == 0 ? ColumnType.Number
            : i == 1 ? ColumnType.Date : i % 2 == 0 ? ColumnType.Text : ColumnType.Number);
        var source = DataFile.Csv(path, new CsvOptions { Types = types, Missing = ["NA"] });
        var fault = Assert.Throws<RowSourceException>(() => source.ToTable())!;
        Assert.That(fault.Message, Does.Contain($"'{column}'").And.Contain($"'{value}'").And.Contain("row 1"));
    }

    private static DataFile Mixed(Folder folder, string kind)
    {
        // 280 columns of seven kinds, with missing values in different rows.
        static string Cell(int i) => (i % 7) switch
        {
            0 => $"CASE WHEN r = {i % 4} THEN NULL ELSE r * 0.25 + {i} END",
            1 => $"CASE WHEN r = {i % 5} THEN NULL ELSE r + {i} + 9007199254740992 END",
            2 => $"CASE WHEN r = {i % 6} THEN NULL ELSE r % 2 = {i % 2} END",
            3 => $"CASE WHEN r = {i % 4} THEN NULL WHEN r = {(i + 1) % 4} THEN '' ELSE 'w' || r END",
            4 => $"CASE WHEN r = {i % 8} THEN NULL ELSE DATE '2024-02-28' + r::INTEGER END",
            5 => $"(r + {i})::DOUBLE / 3",
            _ => $"CASE WHEN r = {i % 4} THEN NULL ELSE r END",
        };
        var columns = Enumerable.Range(0, 280).ToList();
        string Query(IEnumerable<int> of, int rows = 4) =>
            $"SELECT {string.Join(", ", of.Select(i => $"{Cell(i)} AS \"{(i == 0 ? "text" : $"c {i}")}\""))} FROM range({rows}) t(r)";
        switch (kind)
        {
            case "jsonl":
                return DataFile.JsonLines(folder.Copy("rows.jsonl", Query(columns), "FORMAT json"));
            case "csv.gz":
                return DataFile.Csv(folder.Copy("rows.csv.gz", Query(columns), "FORMAT csv, HEADER, COMPRESSION gzip"));
            case "semicolons":
                var lines = File.ReadAllLines(folder.Copy("points.csv", Query(columns), "FORMAT csv, HEADER, DELIMITER ';', NULLSTR 'NA'"));
                var path = folder.Write("commas.csv", string.Join(
                    '\n', [lines[0], .. lines[1..].Select(line => line.Replace('.', ','))]) + "\n");
                return DataFile.Csv(path, new CsvOptions { Delimiter = ';', DecimalSeparator = ',', Missing = ["NA", ""] });
            case "unified":
                folder.Copy("part1.csv", Query(columns.Take(277), 2), "FORMAT csv, HEADER");
                folder.Copy("part2.csv", Query(columns.Skip(2), 2), "FORMAT csv, HEADER");
                return DataFile.Csv(folder["part*.csv"], new CsvOptions { UnifyByName = true });
            case "folders":
                Directory.CreateDirectory(folder["year=2024"]);
                Directory.CreateDirectory(folder["year=2025"]);
                folder.Copy("year=2024/a.csv", Query(columns, 2), "FORMAT csv, HEADER");
                folder.Copy("year=2025/a.csv", Query(columns, 2), "FORMAT csv, HEADER");
                return DataFile.Csv(folder["year=*/a.csv"], new CsvOptions { HivePartitioning = true });
            default:
                return DataFile.Csv(folder.Copy("rows.csv", Query(columns), "FORMAT csv, HEADER"));
        }
    }

    private static object?[] Values(Column column) => column switch
    {
        Column<double> numbers => [.. numbers],
        Column<long?> integers => [.. integers],
        Column<bool?> truths => [.. truths],
        Column<DateTime?> dates => [.. dates],
        _ => [.. (Column<string?>)column],
    };

    private static List<string> Asked(Folder folder, int columns)
    {
        var texts = new List<string>();
        var path = folder.Write($"{columns}.csv", Csv(columns));
        var source = new SqlQuery($"SELECT * FROM read_csv('{path}')", () => new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"),
            prepare: command => texts.Add(command.CommandText));
        new Normalization().Adapt(source);
        return texts;
    }

    private static string Csv(int columns) =>
        string.Join(',', Enumerable.Range(0, columns).Select(i => $"c{i}")) + "\n" +
        string.Concat(Enumerable.Range(0, 20)
        .Select(row => string.Join(',',
        Enumerable.Range(0, columns).Select(i => (row / 4m + i).ToString(System.Globalization.CultureInfo.InvariantCulture))) + "\n"));
}
