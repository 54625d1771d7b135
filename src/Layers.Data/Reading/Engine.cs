using System.Data;
using System.Data.Common;
using DuckDB.NET.Data;

namespace Layers.Data;

/// <summary>Runs the statements of a source: it has connections of one kind, made when needed, and their dialect.</summary>
internal sealed class Engine(string description, Func<DbConnection> connect, Action<DbCommand>? prepare = null, ISqlDialect? dialect = null)
{
    // The time to wait for a cancelled statement. DuckDB does not react while it detects the format of a CSV file.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private ISqlDialect? _dialect = dialect;

    public string Description => description;

    /// <summary>The given dialect, or the dialect of the first connection.</summary>
    public ISqlDialect Dialect
    {
        get
        {
            if (_dialect is not null) return _dialect;
            using var connection = Connect();
            return _dialect = Dialects.Of(connection);
        }
    }

    /// <summary>Starts a statement on a connection of its own. A pooled connection that turns out to be dead is replaced once.</summary>
    public (DbConnection Connection, DbCommand Command, DbDataReader Reader) Start(string sql, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var connection = Connect();
            DbCommand? command = null;
            Task<DbDataReader>? starting = null;
            try
            {
                _dialect ??= Dialects.Of(connection);
                command = connection.CreateCommand();
                command.CommandText = sql;
                if (!cancellation.CanBeCanceled) return (connection, command, Execute(connection, command, cancellation));
                var started = command;
                starting = Task.Run(() => Execute(connection, started, cancellation), CancellationToken.None);
                Await(starting, cancellation);
                return (connection, command, starting.GetAwaiter().GetResult());
            }
            catch (Exception fault)
            {
                if (starting is { IsFaulted: false })
                    starting.ContinueWith(late => Close(late.IsCompletedSuccessfully ? late.Result : null, command, connection),
                        TaskScheduler.Default);
                else Close(null, command, connection);
                cancellation.ThrowIfCancellationRequested();
                if (fault is DbException { IsTransient: true } && attempt == 0) continue;
                if (fault is RowSourceException) throw;
                throw Throw.CannotRead(description, 0, fault);
            }
        }
    }

    /// <summary>Closes the opened objects, the reader first. Errors of a dead connection while it is closed are ignored, because they would
    /// hide the original error.</summary>
    public static void Close(params ReadOnlySpan<IDisposable?> parts)
    {
        foreach (var part in parts)
        {
            try
            {
                part?.Dispose();
            }
            catch (Exception fault) when (fault is DbException or InvalidOperationException or IOException)
            {
            }
        }
    }

    private DbDataReader Execute(DbConnection connection, DbCommand command, CancellationToken cancellation)
    {
        if (connection.State != ConnectionState.Open) connection.Open();
        // Rows should arrive as they are read, without a time limit.
        if (command is DuckDBCommand duck) duck.UseStreamingMode = true;
        else command.CommandTimeout = 0;
        prepare?.Invoke(command);
        using (new Stopping(command, cancellation)) return command.ExecuteReader();
    }

    private static void Await(Task starting, CancellationToken cancellation)
    {
        try
        {
            Task.WaitAny([starting], Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            Task.WaitAny([starting], s_patience);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private DbConnection Connect()
    {
        DbConnection? connection;
        try
        {
            connection = connect();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw Throw.CannotConnect(description, fault);
        }
        return connection ?? throw Throw.NoConnection(description);
    }
}
