using DuckDB.NET.Data;

namespace Layers.Data;

/// <summary>DuckDB for queries whose FROM clause names files. DuckDB infers column types from the first rows and the first file, and rounds
/// later values to them; here it inspects all rows and files.</summary>
internal static class SqlFiles
{
    // DuckDB converts FROM 'a file' to these calls. A call in the text of the query keeps its own options.
    private const string LookAtAll = """
        CREATE MACRO read_csv_auto(path) AS TABLE SELECT * FROM read_csv(path, sample_size = -1, files_to_sniff = -1);
        CREATE MACRO read_json_auto(path) AS TABLE SELECT * FROM read_json(path, sample_size = -1, maximum_sample_files = 2147483647);
        CREATE MACRO parquet_scan(path) AS TABLE SELECT * FROM read_parquet(path, union_by_name = true);
        """;

    public static DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = LookAtAll;
        command.ExecuteNonQuery();
        return connection;
    }
}
