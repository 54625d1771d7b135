using System.Data;
using DuckDB.NET.Data;

namespace Layers.Data;

/// <summary>The DuckDB instance that reads files. Creating one takes tens of milliseconds, and a source runs several queries before its
/// first row, so the last instance is kept for the next query. Concurrent readers never share an instance, because an error can invalidate
/// an instance for all of its users.</summary>
internal static class DuckDb
{
    // Without the cache, a file that was replaced is read again, and memory is released after reading.
    private const string WithoutCache = "SET GLOBAL enable_external_file_cache = false";

    private static DuckDBConnection? s_idle;

    // Disposing the instance deletes the folder to which it spilled data that did not fit in memory.
    static DuckDb() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Interlocked.Exchange(ref s_idle, null)?.Dispose();

    /// <summary>Returns an open connection. Do not change settings through it: the next user would see them.</summary>
    public static DuckDBConnection Connect()
    {
        var first = Interlocked.Exchange(ref s_idle, null);
        // An internal error of DuckDB makes the instance unusable.
        if (first is null || !IsAlive(first)) first = Start();
        // If a duplicate is closed before it is opened, it closes the original connection.
        var connection = first.Duplicate();
        connection.Open();
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed) Interlocked.Exchange(ref s_idle, first)?.Dispose();
        };
        return connection;
    }

    private static bool IsAlive(DuckDBConnection connection)
    {
        try
        {
            Run(connection, "SELECT 1");
            return true;
        }
        catch (DuckDBException)
        {
            connection.Dispose();
            return false;
        }
    }

    private static DuckDBConnection Start()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            Run(connection, WithoutCache);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
