using System.Data.Common;

namespace Layers.Data;

/// <summary>Collects the values of a column for the next table.</summary>
internal abstract class Cells
{
    /// <summary>Adds the value of the current row.</summary>
    public abstract void Add(DbDataReader row, int i);

    /// <summary>Returns the values since the last call.</summary>
    public abstract Column Take();
}

/// <inheritdoc/>
/// <param name="read">Reads a value.</param>
/// <param name="missing">The value that stands for a missing value.</param>
/// <param name="column">Makes the column.</param>
internal sealed class Cells<T>(Func<DbDataReader, int, T> read, T missing, Func<T[], Column> column) : Cells
{
    private readonly List<T> _values = [];

    public override void Add(DbDataReader row, int i) => Add(row.IsDBNull(i) ? missing : read(row, i));

    /// <summary>Takes a value.</summary>
    public void Add(T value) => _values.Add(value);

    public override Column Take()
    {
        var values = _values.ToArray();
        _values.Clear();
        return column(values);
    }
}
