using System.Data;
using System.Data.Common;
using DuckDB.NET.Data;

namespace Layers.Data;

/// <summary>What answers a source's statements: connections of one kind, made when they are needed, and how it speaks.</summary>
internal sealed class Engine(string description, Func<DbConnection> connect, Action<DbCommand>? prepare = null, ISqlDialect? dialect = null)
{
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
            DbConnection? connection = null;
            DbCommand? command = null;
            try
            {
                connection = Connect();
                if (connection.State != ConnectionState.Open) connection.Open();
                _dialect ??= Dialects.Of(connection);
                command = connection.CreateCommand();
                command.CommandText = sql;
                // Rows are to come as they are read, and to take the time they take.
                if (command is DuckDBCommand duck) duck.UseStreamingMode = true;
                else command.CommandTimeout = 0;
                prepare?.Invoke(command);
                using (new Stopping(command, cancellation))
                    return (connection, command, command.ExecuteReader());
            }
            catch (Exception fault)
            {
                command?.Dispose();
                connection?.Dispose();
                cancellation.ThrowIfCancellationRequested();
                if (fault is DbException { IsTransient: true } && attempt == 0) continue;
                if (fault is RowSourceException) throw;
                throw Throw.CannotRead(description, 0, fault);
            }
        }
    }

    private DbConnection Connect() => connect() ?? throw Throw.NoConnection(description);
}
