namespace Layers.Data.Tests;

/// <summary>Sources of many columns: the size of the statements grows linearly with the number of columns, not with its square.</summary>
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

    // DuckDB reads all rows and columns for each way to quote that it tries: four seconds for 4,000 columns.
    [TestCase("a,b\n1,2\n3,4\n", true)]
    [TestCase("a,b\n1,2\n\"3\",4\n", false)]
    [TestCase("a,b\n1,2\n'3',4\n", false)]
    public void OneWayToQuoteIsTriedWhereNothingIsQuoted(string text, bool isOne)
    {
        using var folder = new Folder();
        var path = folder.Write("quotes.csv", text);
        var texts = new List<string>();
        var engine = new Engine("quotes", () => new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"), command => texts.Add(command.CommandText), new DuckDbDialect());
        var group = new CsvFormat(new CsvOptions()).Groups(engine, [path], default).Single();
        Assert.Multiple(() =>
        {
            Assert.That(texts.Single().Contains(", quote = '\"', escape = '\"'", StringComparison.Ordinal), Is.EqualTo(isOne));
            Assert.That(group.Dialect.Contains("quote = '',", StringComparison.Ordinal), Is.EqualTo(isOne), "The reader is given the settings that DuckDB would detect.");
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
            Assert.That(report.Features.Select(feature => feature.Mean), Is.EqualTo(Enumerable.Range(0, columns).Select(i => 9.5 / 4 + i)).Within(1e-9));
        });
    }

    // PostgreSQL takes no more than 1,664 expressions.
    [Test]
    public void ATableOf400ColumnsIsLearnedFrom()
    {
        var source = new SqlQuery($"SELECT {string.Join(", ", Enumerable.Range(0, 400).Select(i => $"i + {i} AS c{i}"))} FROM generate_series(0, 4) i", PostgresServer.Connect);
        Assert.That(new Normalization().Adapt(source).Features.Select(feature => feature.Mean), Is.EqualTo(Enumerable.Range(0, 400).Select(i => 2.0 + i)));
    }

    private static List<string> Asked(Folder folder, int columns)
    {
        var texts = new List<string>();
        var path = folder.Write($"{columns}.csv", Csv(columns));
        var source = new SqlQuery($"SELECT * FROM read_csv('{path}')", () => new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"), prepare: command => texts.Add(command.CommandText));
        new Normalization().Adapt(source);
        return texts;
    }

    private static string Csv(int columns) =>
        string.Join(',', Enumerable.Range(0, columns).Select(i => $"c{i}")) + "\n" +
        string.Concat(Enumerable.Range(0, 20).Select(row => string.Join(',', Enumerable.Range(0, columns).Select(i => (row / 4m + i).ToString(System.Globalization.CultureInfo.InvariantCulture))) + "\n"));
}
