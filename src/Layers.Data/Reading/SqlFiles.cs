using DuckDB.NET.Data;

namespace Layers.Data;

/// <summary>DuckDB for queries whose FROM names files. It takes the types of their columns from the first rows and the first file, and
/// rounds what comes later to them; here it looks at all.</summary>
internal static class SqlFiles
{
    // These are what DuckDB makes of FROM 'a file'; a call in the query's own text keeps its options.
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
