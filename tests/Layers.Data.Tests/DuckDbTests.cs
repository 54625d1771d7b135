using DuckDB.NET.Data;

namespace Layers.Data.Tests;

/// <summary>The DuckDB instance that reads files is reused, by one reading at a time.</summary>
public sealed class DuckDbTests
{
    [Test]
    public void TheLastOneIsUsedAgain_ButNotByTwoAtOnce()
    {
        using (var first = DuckDb.Connect())
        {
            Run(first, "CREATE TABLE mark (x INTEGER)");
            using var second = DuckDb.Connect();
            Assert.That(() => Run(second, "SELECT * FROM mark"), Throws.TypeOf<DuckDBException>(), "It is another instance.");
        }
        using (var third = DuckDb.Connect()) Assert.That(() => Run(third, "DROP TABLE mark"), Throws.Nothing, "It waited.");
    }

    [Test]
    public void AFileThatIsWrittenAgain_IsReadAgain()
    {
        using var folder = new Folder();
        foreach (var value in new[] { 1L, 2, 3 })
            Assert.That(DataFile.Parquet(folder.Copy("again.parquet", $"SELECT {value}::BIGINT AS x")).ReadBatches()
                .Single().ToArray<long>(), Is.EqualTo(new[] { value }));
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
