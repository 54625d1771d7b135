using System.Globalization;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.DataView;

/// <summary>Copies a row's values of a column to the start of a span.</summary>
/// <returns>The number of values.</returns>
internal delegate int ReadRow<T>(Span<T> into);

/// <summary>Reads the columns of a view.</summary>
internal static class ViewColumn
{
    public static DataViewType ItemType(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    public static bool IsNumeric(DataViewType type) =>
        type is not VectorDataViewType { IsKnownSize: false } && ItemType(type) is NumberDataViewType or BooleanDataViewType;

    /// <summary>Returns the column type of a column's slots in a table; null if a table cannot hold them, and for vectors that do not have
    /// numbers or a known size.</summary>
    public static ColumnType? KindOf(DataViewSchema.Column column) =>
        column.Type is KeyDataViewType ? ViewKeys.KindOf(column) : KindOf(column.Type);

    private static ColumnType? KindOf(DataViewType type) =>
        type is TextDataViewType ? ColumnType.Text
        : type is DateTimeDataViewType or DateTimeOffsetDataViewType ? ColumnType.Date
        : !IsNumeric(type) ? null
        : ItemType(type) is BooleanDataViewType ? ColumnType.Boolean
        : ItemType(type).RawType == typeof(float) || ItemType(type).RawType == typeof(double) || ItemType(type).RawType == typeof(ulong)
            ? ColumnType.Number
        : ColumnType.Integer;

    /// <summary>Returns the number of features of a column.</summary>
    public static int Width(DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;

    public static IEnumerable<string> Names(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector) return [column.Name];
        var slots = new VBuffer<ReadOnlyMemory<char>>();
        if (column.Annotations.Schema.GetColumnOrNull("SlotNames") is { Type: VectorDataViewType { Size: var size } }
            && size == vector.Size)
            column.Annotations.GetValue("SlotNames", ref slots);
        var names = slots.DenseValues().Select(name => name.ToString()).ToArray();
        return names.Length == vector.Size && Array.TrueForAll(names, name => name.Length > 0)
            ? names
            : Enumerable.Range(0, vector.Size).Select(slot => string.Create(CultureInfo.InvariantCulture, $"{column.Name}[{slot}]"));
    }

    public static ReadRow<T> Reader<T>(DataViewRow row, DataViewSchema.Column column) where T : unmanaged, INumberBase<T>
    {
        var type = ItemType(column.Type).RawType;
        if (type == typeof(float)) return Reader<float, T>(row, column, T.CreateTruncating);
        if (type == typeof(double)) return Reader<double, T>(row, column, T.CreateTruncating);
        if (type == typeof(int)) return Reader<int, T>(row, column, T.CreateTruncating);
        if (type == typeof(uint)) return Reader<uint, T>(row, column, T.CreateTruncating);
        if (type == typeof(long)) return Reader<long, T>(row, column, T.CreateTruncating);
        if (type == typeof(ulong)) return Reader<ulong, T>(row, column, T.CreateTruncating);
        if (type == typeof(short)) return Reader<short, T>(row, column, T.CreateTruncating);
        if (type == typeof(ushort)) return Reader<ushort, T>(row, column, T.CreateTruncating);
        if (type == typeof(sbyte)) return Reader<sbyte, T>(row, column, T.CreateTruncating);
        if (type == typeof(byte)) return Reader<byte, T>(row, column, T.CreateTruncating);
        return Reader<bool, T>(row, column, value => value ? T.One : T.Zero);
    }

    private static ReadRow<TOut> Reader<TIn, TOut>(DataViewRow row, DataViewSchema.Column column, Func<TIn, TOut> convert) where TOut
        : unmanaged
    {
        if (column.Type is not VectorDataViewType { Size: var size })
        {
            var get = row.GetGetter<TIn>(column);
            return into =>
            {
                TIn value = default!;
                get(ref value);
                into[0] = convert(value);
                return 1;
            };
        }
        var getVector = row.GetGetter<VBuffer<TIn>>(column);
        var buffer = default(VBuffer<TIn>);
        return into =>
        {
            getVector(ref buffer);
            // Elements that a sparse vector does not list are zero.
            into[..size].Clear();
            var values = buffer.GetValues();
            var indices = buffer.GetIndices();
            for (var i = 0; i < values.Length; i++) into[buffer.IsDense ? i : indices[i]] = convert(values[i]);
            return size;
        };
    }
}
