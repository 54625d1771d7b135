using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.DataView;

/// <summary>A source of the rows of an ML.NET data view: its columns of numbers, texts, keys and dates, and vectors of numbers with a known
/// size.</summary>
/// <remarks>Each slot of a vector is a separate column. Its name is its slot name if all slots have one, and otherwise <c>Features[0]</c>,
/// <c>Features[1]</c> and so on. Batches are float32 if all columns are float32, and float64 otherwise. In tables, integers are integers
/// (unsigned 64-bit integers are numbers). An empty text is not a missing value, because ML.NET has no missing texts. A key is read as its
/// key value, or as its index from 0 if the column has no key values. A date with an offset is an instant. Source:
/// <see href="https://learn.microsoft.com/dotnet/api/microsoft.ml.idataview"/>.</remarks>
/// <example><code>normalization.Adapt(new DataViewSource(view, "Distance", "Features"));</code></example>
public sealed class DataViewSource : RowSource
{
    private const int MostNumbers = 1 << 22;

    private readonly IDataView _view;
    private readonly DataViewSchema.Column[] _columns;
    private readonly string[] _names;
    private readonly ColumnType[] _kinds;
    private readonly bool _single;

    /// <summary>Creates a source of the rows of a view.</summary>
    /// <param name="view">The view, which is read each time the source is read.</param>
    /// <param name="columns">The columns of the view in the wanted order, each once; none for all columns, whose types must then all be
    /// supported.</param>
    /// <exception cref="ArgumentException">The view has no such column, the type of a column is not supported, or two features have the
    /// same name.</exception>
    public DataViewSource(IDataView view, params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(columns);
        _view = view;
        var shown = view.Schema.Where(column => !column.IsHidden).ToArray();
        _columns = columns.Count == 0
            ? shown : [.. columns.Select(name => view.Schema.GetColumnOrNull(name ?? "") ?? throw Throw.NoSuchColumn(name, shown))];
        if (_columns.Length == 0) throw Throw.NoColumns();
        if (Array.Find(_columns, column => ViewColumn.KindOf(column) is null) is { Type: not null } other) throw Throw.OfNoKind(other);
        _names = [.. _columns.SelectMany(ViewColumn.Names)];
        if (_names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Throw.NameTwice(twice.Key);
        _kinds = [.. _columns.SelectMany(column => Enumerable.Repeat(ViewColumn.KindOf(column)!.Value, ViewColumn.Width(column.Type)))];
        _single = Array.TrueForAll(_columns, column => ViewColumn.ItemType(column.Type).RawType == typeof(float));
    }

    /// <inheritdoc/>
    public override string Description => "The data view";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => Array.AsReadOnly(_names);

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnType> Types => Array.AsReadOnly(_kinds);

    /// <inheritdoc/>
    public override long? Rows => _view.GetRowCount();

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">A column has texts or dates, or the view cannot be read.</exception>
    public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (Array.FindIndex(_kinds, kind => kind is ColumnType.Text or ColumnType.Date) is >= 0 and var other)
            throw Throw.NotNumeric(_names[other], _kinds[other]);
        // Vectors may be wide, so a batch is limited by its number of elements, not only by its number of rows.
        batchSize = Math.Clamp(MostNumbers / Math.Max(Columns.Count, 1), 1, batchSize);
        // A cursor returns only the indices of keys. Their values are in annotations, which ReadCells reads.
        if (Array.Exists(_columns, column => column.Type is KeyDataViewType))
            return ReadCells(batchSize, cancellation).SelectMany(table => table.ReadBatches(table.RowCount, cancellation));
        return _single ? Read<float>(batchSize, cancellation) : Read<double>(batchSize, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    public override IEnumerable<Table> ReadTables(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return ReadCells(Math.Clamp(MostNumbers / Math.Max(Columns.Count, 1), 1, batchSize), cancellation);
    }

    private IEnumerable<Table> ReadCells(int batchSize, CancellationToken cancellation)
    {
        var row = 0L;
        using var cursor = _view.GetRowCursor(_columns);
        var at = 0;
        var cells = Array.ConvertAll(_columns, column =>
        {
            var from = at;
            at += ViewColumn.Width(column.Type);
            return ViewCells.Of(cursor, column, _names[from..at], _kinds[from]);
        });
        while (true)
        {
            var count = 0;
            for (; count < batchSize && Next(cursor, row); count++, row++)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var cell in cells) cell.Add();
            }
            if (count == 0) yield break;
            yield return Table.Of([.. cells.SelectMany(cell => cell.Take())]);
        }
    }

    private IEnumerable<TensorData> Read<T>(int batchSize, CancellationToken cancellation) where T : unmanaged,
        System.Numerics.INumberBase<T>
    {
        var width = _names.Length;
        var row = 0L;
        using var cursor = _view.GetRowCursor(_columns);
        var readers = Array.ConvertAll(_columns, column => ViewColumn.Reader<T>(cursor, column));
        while (true)
        {
            var values = new T[checked(batchSize * width)];
            var count = 0;
            while (count < batchSize && Next(cursor, row))
            {
                cancellation.ThrowIfCancellationRequested();
                var at = count++ * width;
                foreach (var reader in readers) at += reader(values.AsSpan(at));
                row++;
            }
            if (count == 0) yield break;
            if (count < batchSize) Array.Resize(ref values, count * width);
            yield return TensorData.Of(values, Shape.Of(count, width));
        }
    }

    private bool Next(DataViewRowCursor cursor, long row)
    {
        try
        {
            return cursor.MoveNext();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw Throw.CannotRead(row, fault);
        }
    }
}
