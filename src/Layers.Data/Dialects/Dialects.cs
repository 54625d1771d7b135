using System.Data.Common;

namespace Layers.Data;

/// <summary>Which dialect a connection speaks.</summary>
internal static class Dialects
{
    // By name, so that this package needs none of theirs.
    public static ISqlDialect Of(DbConnection connection) => connection.GetType().FullName switch
    {
        "DuckDB.NET.Data.DuckDBConnection" => new DuckDbDialect(),
        "Npgsql.NpgsqlConnection" => new PostgreSqlDialect(),
        { } name when name.Contains("sqlite", StringComparison.OrdinalIgnoreCase) => new SqliteDialect(),
        _ => new AnsiDialect(),
    };
}
