using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.DataView;

/// <summary>Collects the values of a column of a view for the next table.</summary>
internal abstract class ViewCells
{
    /// <summary>Adds the values of the current row.</summary>
    public abstract void Add();

    /// <summary>Returns the values since the last call, one column per slot.</summary>
    public abstract IEnumerable<Column> Take();

    public static ViewCells Of(DataViewRow row, DataViewSchema.Column column, string[] names, ColumnType kind) =>
        column.Type is KeyDataViewType ? ViewKeys.Cells(row, column, names[0]) : kind switch
        {
            ColumnType.Number => Slots(ViewColumn.Reader<double>(row, column), names, Column.Number),
            // A double cannot represent every 64-bit integer.
            ColumnType.Integer => Slots(ViewColumn.Reader<long>(row, column), names, (name, values) => Column.Integer(name, values)),
            ColumnType.Boolean =>
                Slots(ViewColumn.Reader<byte>(row, column), names,
                (name, values) => Column.Boolean(name, Array.ConvertAll(values, value => value != 0))),
            ColumnType.Text =>
                One(row.GetGetter<ReadOnlyMemory<char>>(column), text => text.ToString(), values => Column.Text(names[0], values)),
            _ when column.Type.RawType == typeof(DateTimeOffset) =>
                One(row.GetGetter<DateTimeOffset>(column), date => (DateTime?)date.UtcDateTime, values => Column.Date(names[0], values)),
            // A date of a view has no time zone, whatever the kind of its DateTime.
            _ => One(row.GetGetter<DateTime>(column), date => (DateTime?)DateTime.SpecifyKind(date, DateTimeKind.Unspecified),
                values => Column.Date(names[0], values)),
        };

    private static Slotted<T> Slots<T>(ReadRow<T> read, string[] names, Func<string, T[], Column> column) => new(read, names, column);

    /// <summary>Returns cells with one value per row.</summary>
    public static ViewCells One<TIn, TOut>(ValueGetter<TIn> get, Func<TIn, TOut> convert, Func<TOut[], Column> column) =>
        new Single<TIn, TOut>(get, convert, column);

    private sealed class Slotted<T>(ReadRow<T> read, string[] names, Func<string, T[], Column> column) : ViewCells
    {
        private readonly List<T>[] _values = Array.ConvertAll(names, _ => new List<T>());
        private readonly T[] _row = new T[names.Length];

        public override void Add()
        {
            read(_row);
            for (var slot = 0; slot < _row.Length; slot++) _values[slot].Add(_row[slot]);
        }

        public override IEnumerable<Column> Take()
        {
            var taken = names.Zip(_values, (name, values) => column(name, [.. values])).ToList();
            foreach (var values in _values) values.Clear();
            return taken;
        }
    }

    private sealed class Single<TIn, TOut>(ValueGetter<TIn> get, Func<TIn, TOut> convert, Func<TOut[], Column> column) : ViewCells
    {
        private readonly List<TOut> _values = [];
        private TIn _value = default!;

        public override void Add()
        {
            get(ref _value);
            _values.Add(convert(_value));
        }

        public override IEnumerable<Column> Take()
        {
            var taken = column([.. _values]);
            _values.Clear();
            return [taken];
        }
    }
}
