using System.Data.Common;

namespace Layers.Data;

/// <summary>Columns of one kind that a row gives as one list.</summary>
internal abstract class CellList
{
    /// <summary>Takes the values of the current row.</summary>
    public abstract void Add(DbDataReader row, int i);

    /// <summary>The list of some columns.</summary>
    public static CellList Of(ColumnType kind, IEnumerable<Cells> columns) => kind switch
    {
        ColumnType.Number => new CellList<double, double>([.. columns.Cast<Cells<double>>()], element => element ?? double.NaN),
        ColumnType.Integer => new CellList<long, long?>([.. columns.Cast<Cells<long?>>()], element => element),
        _ => new CellList<long, bool?>([.. columns.Cast<Cells<bool?>>()], element => element is { } number ? number != 0 : null),
    };
}

/// <inheritdoc/>
/// <param name="columns">The columns, in the order of the elements.</param>
/// <param name="value">The value of an element; null is a missing one.</param>
internal sealed class CellList<TElement, T>(Cells<T>[] columns, Func<TElement?, T> value) : CellList
    where TElement : struct
{
    public override void Add(DbDataReader row, int i)
    {
        var elements = row.GetFieldValue<List<TElement?>>(i);
        for (var at = 0; at < columns.Length; at++) columns[at].Add(value(elements[at]));
    }
}
