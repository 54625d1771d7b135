using System.Data.Common;

namespace Layers.Data;

/// <summary>Columns of one kind whose values a row has as one list.</summary>
internal abstract class CellList
{
    /// <summary>Adds the values of the current row to the columns.</summary>
    public abstract void Add(DbDataReader row, int i);

    /// <summary>Creates the list of some columns.</summary>
    public static CellList Of(ColumnType kind, IEnumerable<Cells> columns) => kind switch
    {
        ColumnType.Number => new CellList<double, double>([.. columns.Cast<Cells<double>>()], element => element ?? double.NaN),
        ColumnType.Integer => new CellList<long, long?>([.. columns.Cast<Cells<long?>>()], element => element),
        _ => new CellList<long, bool?>([.. columns.Cast<Cells<bool?>>()], element => element is { } number ? number != 0 : null),
    };
}

/// <inheritdoc/>
/// <param name="columns">The columns, in the order of the elements.</param>
/// <param name="value">Converts an element to a value; null means a missing value.</param>
internal sealed class CellList<TElement, T>(Cells<T>[] columns, Func<TElement?, T> value) : CellList
    where TElement : struct
{
    public override void Add(DbDataReader row, int i)
    {
        var elements = row.GetFieldValue<List<TElement?>>(i);
        for (var at = 0; at < columns.Length; at++) columns[at].Add(value(elements[at]));
    }
}
