using System.Data.Common;

namespace Layers.Data;

/// <summary>The rows of a statement, one after the other, with everything that must be closed afterwards.</summary>
internal sealed class Rows : IDisposable
{
    private readonly Engine _engine;
    private readonly CancellationToken _cancellation;
    private readonly DbConnection _connection;
    private readonly DbCommand _command;
    private readonly DbDataReader _reader;
    private readonly Stopping _stopping;
    private bool _ended;

    public Rows(Engine engine, string sql, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _engine = engine;
        _cancellation = cancellation;
        (_connection, _command, _reader) = engine.Start(sql, cancellation);
        _stopping = new Stopping(_command, cancellation);
    }

    /// <summary>The number of rows that were read.</summary>
    public long Count { get; private set; }

    /// <summary>The current row.</summary>
    public DbDataReader Current => _reader;

    /// <summary>Moves to the next row; returns false at the end.</summary>
    /// <exception cref="RowSourceException">The next row cannot be read.</exception>
    public bool Read()
    {
        try
        {
            if (_reader.Read())
            {
                Count++;
                return true;
            }
            _ended = true;
        }
        catch (Exception fault)
        {
            throw Fault(fault, Count);
        }
        // A cancelled engine may simply end.
        _cancellation.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>Converts an exception that was thrown while a row was read.</summary>
    public Exception Fault(Exception fault, long row)
    {
        _ended = true;
        if (_cancellation.IsCancellationRequested) return new OperationCanceledException(_cancellation);
        return fault is RowSourceException ? fault : Throw.CannotRead(_engine.Description, row, fault);
    }

    public void Dispose()
    {
        // Closing a reader would read its remaining rows, unless the command is cancelled.
        if (!_ended) _stopping.Now();
        _stopping.Dispose();
        Engine.Close(_reader, _command, _connection);
    }
}
