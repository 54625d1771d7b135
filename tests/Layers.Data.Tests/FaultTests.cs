using System.Data.Common;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;

namespace Layers.Data.Tests;

/// <summary>Every fault of a source is a <see cref="RowSourceException"/> with its cause.</summary>
public sealed class FaultTests
{
    private static readonly NumericSummary s_moments = new(QuantilePrecision.None);

    private Folder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new Folder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void AConnectFunctionMayFail()
    {
        var refused = new IOException("the password has expired");
        DbConnection Connect() => throw refused;
        var source = new SqlQuery("SELECT 1 AS x", Connect);
        Assert.Multiple(() =>
        {
            foreach (var act in new Func<object?>[] { () => source.Columns, () => source.Summarize(s_moments),
                () => source.ReadBatches().Count(), () => source.Select("x"), () => new Normalization().Adapt(source),
                () => new SqlQuery("SELECT 1 AS x", Connect, new AnsiDialect()).Columns })
            {
                var fault = Assert.Throws<RowSourceException>(() => act());
                Assert.That(fault?.Message, Does.Contain("The query 'SELECT 1 AS x'").And.Contain("the password has expired"));
                Assert.That(fault?.InnerException, Is.SameAs(refused));
            }
            Assert.That(() => new SqlQuery("SELECT 1 AS x", () => new Npgsql.NpgsqlConnection("Host=/nowhere")).Columns,
                Throws.TypeOf<RowSourceException>().With.InnerException.InstanceOf<Npgsql.NpgsqlException>());
        });
    }

    [Test]
    public void TwoColumnsOfOneNameAreRefused()
    {
        SqliteConnection Connect() => new("Data Source=:memory:");
        Assert.Multiple(() =>
        {
            Refused(DataFile.Csv(_folder.Write("twice.csv", "a,b,a\n1,2,3\n")), "two columns 'a'", "twice.csv");
            Refused(DataFile.Csv(_folder.Write("case.csv", "a,b,A\n1,2,3\n")), "two columns 'A'", "case.csv");
            Refused(DataFile.JsonLines(_folder.Write("case.jsonl", "{\"a\":1,\"A\":2}\n")), "two columns 'a'");
            Refused(new SqlQuery("SELECT 1 AS x, 2 AS x"), "two columns 'x'");
            Refused(new SqlQuery("SELECT 1 AS x, 2 AS x", Connect), "two columns 'x'");
            Refused(new SqlQuery("SELECT 1 AS x, 2 AS x", PostgresServer.Connect), "two columns 'x'");
            Assert.That(DataFile.Csv(_folder.Write("own.csv", "a,a_1,a_2\n1,2,3\n")).Columns, Is.EqualTo(new[] { "a", "a_1", "a_2" }));
            Assert.That(DataFile.JsonLines(_folder.Write("own.jsonl", "{\"a\":1,\"a_1\":2}\n")).Columns, Is.EqualTo(new[] { "a", "a_1" }));
            Assert.That(new SqlQuery("SELECT 1 AS x, 2 AS x_1").Columns, Is.EqualTo(new[] { "x", "x_1" }));
        });

        static void Refused(RowSource source, params string[] parts)
        {
            var fault = Assert.Throws<RowSourceException>(() => _ = source.Columns);
            foreach (var part in parts) Assert.That(fault?.Message, Does.Contain(part), source.Description);
        }
    }

    // Bytes all over a small file are changed, one at a time. This Parquet file has no checksums, so it may be read as other numbers, but
    // no other exception may be thrown.
    [Test]
    public void ADamagedParquetFileIsReadOrRefused()
    {
        var good = File.ReadAllBytes(_folder.Copy("good.parquet", "SELECT i::DOUBLE AS a, i AS b FROM range(50) t(i)"));
        var refused = 0;
        for (var at = 4; at < good.Length; at += 29)
        {
            var bytes = (byte[])good.Clone();
            bytes[at] ^= 0xFF;
            File.WriteAllBytes(_folder["damaged.parquet"], bytes);
            try
            {
                new Normalization { MissingValues = MissingValues.Ignore }.Adapt(DataFile.Parquet(_folder["damaged.parquet"]));
            }
            catch (Exception fault) when (fault is RowSourceException or InvalidOperationException)
            {
                // Either the column's type is invalid, or the column is empty.
                refused++;
            }
        }
        Assert.That(refused, Is.GreaterThan(3));
    }

    [Test]
    public void AFooterThatContradictsTheValuesIsRefused()
    {
        var bytes = File.ReadAllBytes(_folder.Copy("stats.parquet", "SELECT (i + 1000)::DOUBLE AS a FROM range(100) t(i)"));
        // The largest value is in the footer once or twice, and in the pages.
        var (from, to) = (BitConverter.GetBytes(1099.0), BitConverter.GetBytes(1001.0));
        var footer = bytes.Length - 8 - BitConverter.ToInt32(bytes, bytes.Length - 8);
        for (var at = footer; at < bytes.Length - 8; at++)
            if (bytes.AsSpan(at, 8).SequenceEqual(from)) to.CopyTo(bytes, at);
        File.WriteAllBytes(_folder["stats.parquet"], bytes);
        Assert.That(() => new Normalization().Adapt(DataFile.Parquet(_folder["stats.parquet"])),
            Throws.TypeOf<RowSourceException>().With.Message.Contain("stats.parquet").And.Message.Contain("column 'a'"));
    }

    [Test]
    public void AdviceAboutOptionsThatAreNotOursIsLeftOut()
    {
        string[] advice = ["sample_size", "union_by_name", "nullstr", "ignore_errors", "all_varchar", "strict_mode", "null_padding",
            "maximum_depth", "Possible fixes", "auto_detect"];
        var late = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i},1\n"));
        DataFile[] sources =
        [
            DataFile.Csv(_folder.Write("text.csv", $"a,b\n{late}x,1\n")),
            DataFile.Csv(_folder.Write("short.csv", $"a,b\n{late}1\n")),
            DataFile.Csv(_folder.Write("long.csv", $"a,b\n{late}1,2,3\n")),
            DataFile.Csv(_folder.Write("quote.csv", $"a,b\n\"1\",2\n{late}\"1,2\n")),
            DataFile.Csv(_folder.Write("mixed.csv", "a,b\n1,2\r\n3,4\n")),
            DataFile.JsonLines(_folder.Write("cut.jsonl", "{\"a\":1}\n{\"a\":\n")),
            DataFile.JsonLines(_folder.Write("twice.jsonl", "{\"a\":1,\"a\":2}\n")),
        ];
        Assert.Multiple(() =>
        {
            foreach (var source in sources)
            {
                var fault = Assert.Throws<RowSourceException>(() => source.Summarize(s_moments), source.Description);
                TestContext.Out.WriteLine(fault?.Message);
                foreach (var word in advice) Assert.That(fault?.Message, Does.Not.Contain(word), source.Description);
                Assert.That(fault?.Message, Does.Contain(Path.GetFileName(source.Path)));
                Assert.That(fault?.InnerException, Is.InstanceOf<DuckDBException>());
            }
        });
    }
}
