using DuckDB.NET.Data;

namespace Layers.Data.Tests;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class Folder : IDisposable
{
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
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({query}) TO '{this[name].Replace("'", "''", StringComparison.Ordinal)}' ({options})";
        command.ExecuteNonQuery();
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
