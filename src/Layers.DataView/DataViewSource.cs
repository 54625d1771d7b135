using Microsoft.ML;

namespace Layers.DataView;

/// <summary>The rows of an ML.NET data view: its columns of numbers, and vectors of numbers of a known size.</summary>
/// <remarks>Each slot of a vector is a column of its own, named by its slot name where all slots have one, else <c>Features[0]</c>, <c>Features[1]</c> and so on. Columns of
/// floats alone come as float32; integers and booleans beside or without them as float64. Source:
/// <see href="https://learn.microsoft.com/dotnet/api/microsoft.ml.idataview"/>.</remarks>
/// <example><code>normalization.Adapt(new DataViewSource(view, "Distance", "Features"));</code></example>
public sealed class DataViewSource : RowSource
{
    private const int MostNumbers = 1 << 22;

    private readonly IDataView _view;
    private readonly DataViewSchema.Column[] _columns;
    private readonly string[] _names;
    private readonly bool _single;

    /// <summary>Rows of a view.</summary>
    /// <param name="view">The view; it is read each time the source is.</param>
    /// <param name="columns">Columns of the view in the order wanted, each once; none for all of its columns, which must then be numbers.</param>
    /// <exception cref="ArgumentException">The view has no such column, it is no number nor a vector of numbers of a known size, or two features have one name.</exception>
    public DataViewSource(IDataView view, params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(columns);
        _view = view;
        var shown = view.Schema.Where(column => !column.IsHidden).ToArray();
        _columns = columns.Count == 0 ? shown : [.. columns.Select(name => view.Schema.GetColumnOrNull(name ?? "") ?? throw Throw.NoSuchColumn(name, shown))];
        if (_columns.Length == 0) throw Throw.NoColumns();
        if (Array.Find(_columns, column => !ViewColumn.IsNumeric(column.Type)) is { Type: not null } other) throw Throw.NotNumeric(other);
        _names = [.. _columns.SelectMany(ViewColumn.Names)];
        if (_names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw Throw.NameTwice(twice.Key);
        _single = Array.TrueForAll(_columns, column => ViewColumn.ItemType(column.Type).RawType == typeof(float));
    }

    /// <inheritdoc/>
    public override string Description => "The data view";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => Array.AsReadOnly(_names);

    /// <inheritdoc/>
    public override long? Rows => _view.GetRowCount();

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        // Vectors may be wide: a batch is of so many numbers, not only of so many rows.
        batchSize = Math.Clamp(MostNumbers / Math.Max(Columns.Count, 1), 1, batchSize);
        return _single ? Read<float>(batchSize, cancellation) : Read<double>(batchSize, cancellation);
    }

    private IEnumerable<TensorData> Read<T>(int batchSize, CancellationToken cancellation) where T : unmanaged, System.Numerics.INumberBase<T>
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
