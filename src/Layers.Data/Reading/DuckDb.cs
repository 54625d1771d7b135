using System.Data;
using DuckDB.NET.Data;

namespace Layers.Data;

/// <summary>The DuckDB that reads files. It takes tens of milliseconds to make one, and a source asks several questions before its first
/// row; so the last one that was used waits for the next question. No two readings have one at the same time: an error may take it from all
/// who use it.</summary>
internal static class DuckDb
{
    // A file that was written again is read again, and what was read is given back.
    private const string WithoutCache = "SET GLOBAL enable_external_file_cache = false";

    private static DuckDBConnection? s_idle;

    // It takes the folder with it into which it moved what memory did not hold.
    static DuckDb() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Interlocked.Exchange(ref s_idle, null)?.Dispose();

    /// <summary>An open connection. What is asked through it leaves no trace, such as a setting: who comes next would see it.</summary>
    public static DuckDBConnection Connect()
    {
        var first = Interlocked.Exchange(ref s_idle, null);
        // A fault within DuckDB makes it of no use.
        if (first is null || !IsAlive(first)) first = Start();
        // One that is closed before it was open would close the first.
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
