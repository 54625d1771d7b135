using DuckDB.NET.Data;

namespace Layers.Data.Tests;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class Folder : IDisposable
{
    // It takes longer to make a DuckDB than to write a file.
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

    /// <summary>What DuckDB writes of a query.</summary>
    public string Copy(string name, string query, string options = "FORMAT parquet")
    {
        using var command = s_writer.Value.CreateCommand();
        command.CommandText = $"COPY ({query}) TO '{this[name].Replace("'", "''", StringComparison.Ordinal)}' ({options})";
        command.ExecuteNonQuery();
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
