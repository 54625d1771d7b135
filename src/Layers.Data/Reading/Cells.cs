using System.Data.Common;

namespace Layers.Data;

/// <summary>The values of a column for the table at hand.</summary>
internal abstract class Cells
{
    /// <summary>Takes the value of the current row.</summary>
    public abstract void Add(DbDataReader row, int i);

    /// <summary>The values since the last time.</summary>
    public abstract Column Take();
}

/// <inheritdoc/>
/// <param name="read">Gives a value that is there.</param>
/// <param name="missing">For one that is not.</param>
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
