using System.Data.Common;

namespace Layers.Data;

/// <summary>Selects the dialect for a connection.</summary>
internal static class Dialects
{
    // Connections are recognized by type name, so that this package does not depend on their packages.
    public static ISqlDialect Of(DbConnection connection) => connection.GetType().FullName switch
    {
        "DuckDB.NET.Data.DuckDBConnection" => new DuckDbDialect(),
        "Npgsql.NpgsqlConnection" => new PostgreSqlDialect(),
        { } name when name.Contains("sqlite", StringComparison.OrdinalIgnoreCase) => new SqliteDialect(),
        _ => new AnsiDialect(),
    };
}
