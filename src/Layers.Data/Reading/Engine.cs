using System.Data;
using System.Data.Common;
using DuckDB.NET.Data;

namespace Layers.Data;

/// <summary>What answers a source's statements: connections of one kind, made when they are needed, and how it speaks.</summary>
internal sealed class Engine(string description, Func<DbConnection> connect, Action<DbCommand>? prepare = null, ISqlDialect? dialect = null)
{
    // How long a statement that was told to stop is waited for. DuckDB does not listen while it finds out what is in a CSV file.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private ISqlDialect? _dialect = dialect;

    public string Description => description;

    /// <summary>Given, or found by the first connection there is.</summary>
    public ISqlDialect Dialect
    {
        get
        {
            if (_dialect is not null) return _dialect;
            using var connection = Connect();
            return _dialect = Dialects.Of(connection);
        }
    }

    /// <summary>A command on an open connection of its own; a pooled connection that turns out to be dead is replaced once.</summary>
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
                if (starting is { IsFaulted: false }) starting.ContinueWith(late => Close(late.IsCompletedSuccessfully ? late.Result : null, command, connection), TaskScheduler.Default);
                else Close(null, command, connection);
                cancellation.ThrowIfCancellationRequested();
                if (fault is DbException { IsTransient: true } && attempt == 0) continue;
                if (fault is RowSourceException) throw;
                throw Throw.CannotRead(description, 0, fault);
            }
        }
    }

    /// <summary>Closes what there is, the reader first. What a dead connection says while it is closed would hide what was said of
    /// why.</summary>
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
        // Rows are to come as they are read, and to take the time they take.
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
