namespace Layers.Data.Tests;

/// <summary>Folders named like <c>year=2023</c> become a column of their rows, if the option asks for it.</summary>
public sealed class FolderColumnTests
{
    private static readonly NumericSummary s_moments = new(QuantilePrecision.None);

    private Folder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new Folder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("INTEGER")]
    [TestCase("BIGINT")]
    [TestCase("DOUBLE")]
    [TestCase("VARCHAR")]
    public void FilesMayHoldTheColumnOfTheirFolderToo(string type)
    {
        foreach (var year in new[] { 2023, 2024 })
        {
            Directory.CreateDirectory(_folder[$"year={year}"]);
            _folder.Copy($"year={year}/a.parquet", $"SELECT {year}::{type} AS year, i AS x FROM range({year - 2022}) t(i)");
            _folder.Copy($"year={year}/a.csv", $"SELECT {year}::{type} AS year, i AS x FROM range({year - 2022}) t(i)",
                "FORMAT csv, HEADER");
            _folder.Copy($"year={year}/a.jsonl", $"SELECT {year}::{type} AS year, i AS x FROM range({year - 2022}) t(i)", "FORMAT json");
        }
        Assert.Multiple(() =>
        {
            foreach (var source in new[] { DataFile.Parquet(_folder["*/*.parquet"]), DataFile.Csv(_folder["*/*.csv"]),
                DataFile.JsonLines(_folder["*/*.jsonl"]) })
            {
                var report = new Normalization().Adapt(source.Select("x", "year"));
                Assert.That(source.Columns, Is.EqualTo(new[] { "x", "year" }), source.Description);
                Assert.That(source.ReadBatches().Single().ToArray<long>(), Is.EqualTo(new[] { 0, 2023, 0, 2024, 1, 2024 }),
                    source.Description);
                Assert.That(report.Features.Select(feature => (feature.Count, feature.Minimum, feature.Maximum)),
                    Is.EqualTo(new[] { (3L, 0.0, 1.0), (3, 2023, 2024) }), source.Description);
            }
        });
    }

    [Test]
    public void AFolderIsAColumnUnlessItIsNotWanted()
    {
        Directory.CreateDirectory(_folder["run=7"]);
        var parquet = _folder.Copy("run=7/a.parquet", "SELECT i AS x FROM range(3) t(i)");
        var csv = _folder.Copy("run=7/a.csv", "SELECT i AS x FROM range(3) t(i)", "FORMAT csv, HEADER");
        var lines = _folder.Copy("run=7/a.jsonl", "SELECT i AS x FROM range(3) t(i)", "FORMAT json");
        Assert.Multiple(() =>
        {
            foreach (var source in new[] { DataFile.Parquet(parquet), DataFile.Csv(csv), DataFile.JsonLines(lines) })
            {
                Assert.That(source.Columns, Is.EqualTo(new[] { "x", "run" }), source.Description);
                Assert.That(source.ReadBatches().Single().ToArray<long>(), Is.EqualTo(new[] { 0, 7, 1, 7, 2, 7 }), source.Description);
            }
            foreach (var source in new[] { DataFile.Parquet(parquet, new ParquetOptions { HivePartitioning = false }),
                DataFile.Csv(csv, new CsvOptions { HivePartitioning = false }),
                DataFile.JsonLines(lines, new JsonLinesOptions { HivePartitioning = false }) })
            {
                Assert.That(source.Columns, Is.EqualTo(new[] { "x" }), source.Description);
                Assert.That(source.Summarize(s_moments)!.Report.Features[0].Mean, Is.EqualTo(1), source.Description);
            }
        });
    }

    [Test]
    public void FoldersOfDifferentValuesAreOfTheTypeThatTakesAll()
    {
        foreach (var share in new[] { "1", "2.5", "__HIVE_DEFAULT_PARTITION__" })
        {
            Directory.CreateDirectory(_folder[$"share={share}/name=a%20b"]);
            _folder.Copy($"share={share}/name=a%20b/a.parquet", "SELECT 1 AS x");
        }
        var source = DataFile.Parquet(_folder["*/*/*.parquet"]);
        Assert.That(source.Columns, Is.EqualTo(new[] { "x", "share", "name" }));
        Assert.That(source.Select("share").ReadBatches().Single().ToArray<double>(), Is.EqualTo(new[] { 1, 2.5, double.NaN }));
        Assert.That(() => source.Select("name").ReadBatches().First(),
            Throws.TypeOf<RowSourceException>().With.Message.Contain("'name' has type Varchar"));
        Assert.That(source.ToTable().Texts("name"), Is.All.EqualTo("a b"));
    }
}
