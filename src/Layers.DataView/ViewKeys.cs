using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.DataView;

/// <summary>Reads columns of keys: in ML.NET, numbers from 1 that stand for values, and 0 for a missing value.</summary>
internal static class ViewKeys
{
    private const string Values = "KeyValues";

    /// <summary>Returns the column type of a column of keys in a table: that of its values, or integer if it has no key values; null if a
    /// table cannot hold the values.</summary>
    public static ColumnType? KindOf(DataViewSchema.Column column) => ValueType(column) switch
    {
        null => ColumnType.Integer,
        TextDataViewType => ColumnType.Text,
        BooleanDataViewType => ColumnType.Boolean,
        NumberDataViewType number when number.RawType == typeof(float) || number.RawType == typeof(double)
            || number.RawType == typeof(ulong) => ColumnType.Number,
        NumberDataViewType => ColumnType.Integer,
        _ => null,
    };

    public static ViewCells Cells(DataViewRow row, DataViewSchema.Column column, string name) => column.Type.RawType switch
    {
        var type when type == typeof(byte) => Cells<byte>(row, column, name),
        var type when type == typeof(ushort) => Cells<ushort>(row, column, name),
        var type when type == typeof(uint) => Cells<uint>(row, column, name),
        _ => Cells<ulong>(row, column, name),
    };

    private static DataViewType? ValueType(DataViewSchema.Column column) =>
        column.Annotations.Schema.GetColumnOrNull(Values) is { Type: VectorDataViewType { ItemType: var item } } ? item : null;

    private static ViewCells Cells<TKey>(DataViewRow row, DataViewSchema.Column column, string name) where TKey : unmanaged,
        INumberBase<TKey>
    {
        var get = row.GetGetter<TKey>(column);
        return KindOf(column) switch
        {
            ColumnType.Text =>
                One(Of<ReadOnlyMemory<char>>().ConvertAll(text => (string?)text.ToString()), null, values => Column.Text(name, values)),
            ColumnType.Boolean => One(Of<bool>().ConvertAll(truth => (bool?)truth), null, values => Column.Boolean(name, values)),
            ColumnType.Number => One(Numbers<double>(column), double.NaN, values => Column.Number(name, values)),
            _ when ValueType(column) is null =>
                ViewCells.One<TKey, long?>(get, key => TKey.IsZero(key) ? null : long.CreateChecked(key) - 1,
                values => Column.Integer(name, values)),
            _ => One(Numbers<long>(column).ConvertAll(value => (long?)value), null, values => Column.Integer(name, values)),
        };

        ViewCells One<T>(List<T> values, T missing, Func<T[], Column> made) =>
            ViewCells.One(get, key => TKey.IsZero(key) ? missing : values[int.CreateChecked(key) - 1], made);

        List<T> Of<T>() => [.. Dense<T>(column)];
    }

    private static List<T> Numbers<T>(DataViewSchema.Column column) where T : INumberBase<T>
    {
        var type = ValueType(column)!.RawType;
        return [.. type == typeof(float) ? Dense<float>(column).Select(T.CreateTruncating)
            : type == typeof(double) ? Dense<double>(column).Select(T.CreateTruncating)
            : type == typeof(int) ? Dense<int>(column).Select(T.CreateTruncating)
            : type == typeof(uint) ? Dense<uint>(column).Select(T.CreateTruncating)
            : type == typeof(long) ? Dense<long>(column).Select(T.CreateTruncating)
            : type == typeof(ulong) ? Dense<ulong>(column).Select(T.CreateTruncating)
            : type == typeof(short) ? Dense<short>(column).Select(T.CreateTruncating)
            : type == typeof(ushort) ? Dense<ushort>(column).Select(T.CreateTruncating)
            : type == typeof(sbyte) ? Dense<sbyte>(column).Select(T.CreateTruncating)
            : Dense<byte>(column).Select(T.CreateTruncating)];
    }

    private static IEnumerable<T> Dense<T>(DataViewSchema.Column column)
    {
        var values = default(VBuffer<T>);
        column.Annotations.GetValue(Values, ref values);
        return values.DenseValues();
    }
}
