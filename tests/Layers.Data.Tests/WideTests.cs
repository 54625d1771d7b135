namespace Layers.Data.Tests;

/// <summary>Sources of many columns: what is asked of an engine grows with their number and not with its square.</summary>
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
