using DuckDB.NET.Data;

namespace Layers.Data.Tests;

/// <summary>A folder that is deleted with the test.</summary>
internal sealed class Folder : IDisposable
{
    // Creating a DuckDB instance takes longer than writing a file.
    private static readonly Lazy<DuckDBConnection> s_writer = new(() =>
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    });

    private readonly string _path = Directory.CreateTempSubdirectory("layers-data-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Writes a query's rows to a file with DuckDB's COPY.</summary>
    public string Copy(string name, string query, string options = "FORMAT parquet")
    {
        using var command = s_writer.Value.CreateCommand();
        command.CommandText = $"COPY ({query}) TO '{this[name].Replace("'", "''", StringComparison.Ordinal)}' ({options})";
        command.ExecuteNonQuery();
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
