using System.Diagnostics;

namespace Layers;

/// <summary>Rows in memory under named columns, each of a type of its own; values may be missing. <see cref="RowSource.ToTable"/> reads one
/// from any source.</summary>
/// <remarks>A table does not change: what takes columns or rows of it gives a new one.</remarks>
/// <example><code>
/// Table birds = DataFile.Csv("penguins.csv").ToTable();
/// var (training, test) = birds.Split(0.8, stratify: "Species", seed: 1);
/// Console.WriteLine(training);
/// foreach (string? island in training.Texts("Island")) Console.WriteLine(island);
/// </code></example>
[DebuggerDisplay("{RowCount} rows, {Columns.Count} columns")]
public sealed partial class Table : RowSource
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, Column> _byName;

    internal Table(Column[] columns, int rows, string description)
    {
        (_columns, RowCount, Description) = (columns, rows, description);
        _byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        Columns = Array.AsReadOnly(Array.ConvertAll(columns, column => column.Name));
        Types = Array.AsReadOnly(Array.ConvertAll(columns, column => column.Type));
    }

    /// <summary>A table of columns, which are made with <see cref="Column"/>.</summary>
    /// <param name="columns">One column or more, of as many rows each, with names that differ.</param>
    /// <exception cref="ArgumentException">There is no column, two have one name, or their numbers of rows differ.</exception>
    public static Table Of(params Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0) throw Throw.TableWithoutColumns();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            ArgumentNullException.ThrowIfNull(column, nameof(columns));
            if (!seen.Add(column.Name)) throw Throw.TwoColumnsOfOneName(column.Name);
            if (column.Count != columns[0].Count) throw Throw.RowsDiffer(columns[0], column);
        }
        return new Table([.. columns], columns[0].Count, "The table");
    }

    /// <inheritdoc/>
    /// <remarks>That of the source which the table was read from; else "The table".</remarks>
    public override string Description { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnType> Types { get; }

    /// <inheritdoc/>
    /// <remarks><see cref="RowCount"/>.</remarks>
    public override long? Rows => RowCount;

    /// <summary>How many rows there are.</summary>
    public int RowCount { get; }

    /// <summary>A column.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such column; the message has the nearest.</exception>
    public Column this[string name] => _byName.TryGetValue(name ?? throw new ArgumentNullException(nameof(name)), out var column) ? column : throw Throw.NoSuchColumn(this, name, Columns);

    /// <summary>Some rows, one after the other; they are not copied.</summary>
    /// <param name="rows">Which; <c>30..</c> leaves out the first 30.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many rows.</exception>
    public Table this[Range rows]
    {
        get
        {
            var (start, count) = rows.GetOffsetAndLength(RowCount);
            return new Table(Array.ConvertAll(_columns, column => column.Slice(start, count)), count, Description);
        }
    }

    /// <summary>A column of numbers; NaN is missing.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is of another type.</exception>
    public Column<double> Numbers(string name) => Typed<double>(name, ColumnType.Number);

    /// <summary>A column of whole numbers; null is missing.</summary>
    /// <inheritdoc cref="Numbers"/>
    public Column<long?> Integers(string name) => Typed<long?>(name, ColumnType.Integer);

    /// <summary>A column of truth values; null is missing.</summary>
    /// <inheritdoc cref="Numbers"/>
    public Column<bool?> Booleans(string name) => Typed<bool?>(name, ColumnType.Boolean);

    /// <summary>A column of texts; null is missing.</summary>
    /// <inheritdoc cref="Numbers"/>
    public Column<string?> Texts(string name) => Typed<string?>(name, ColumnType.Text);

    /// <summary>A column of dates; null is missing.</summary>
    /// <inheritdoc cref="Numbers"/>
    public Column<DateTime?> Dates(string name) => Typed<DateTime?>(name, ColumnType.Date);

    /// <summary>The same rows with some columns only, in the order given; they are not copied.</summary>
    /// <inheritdoc/>
    public override Table Select(params IReadOnlyList<string> columns)
    {
        SelectedColumns.Check(this, columns);
        return new Table([.. columns.Select(name => this[name])], RowCount, Description);
    }

    /// <inheritdoc/>
    /// <remarks>Batches are of int64 where all columns are of integers or truth values and none of the batch is missing, else of
    /// float64.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">A column is of texts or dates.</exception>
    public override IEnumerable<TensorData> ReadBatches(int batchSize = DefaultBatchSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        RequireNumbers();
        return ReadTables(batchSize, cancellation).Select(table => ColumnTensors.Numbers(table._columns, table.RowCount));
    }

    /// <inheritdoc/>
    public override IEnumerable<Table> ReadTables(int batchSize = DefaultBatchSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Read();

        IEnumerable<Table> Read()
        {
            for (var start = 0; start < RowCount; start += batchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return this[start..(int)Math.Min((long)start + batchSize, RowCount)];
                if (RowCount - start <= batchSize) yield break;
            }
        }
    }

    /// <summary>All columns as one tensor <c>(rows, columns)</c>: texts and dates as strings, or numbers; <see cref="Select"/> says
    /// which.</summary>
    /// <param name="type">The type of the elements; <see langword="null"/>, the default, for that of the columns: string for texts and
    /// dates, bool for truth values, int64 for integers (and truth values beside them), float64 for numbers (and what stands beside them).
    /// <see cref="Column.ToTensor"/> says which columns go into which type.</param>
    /// <param name="missing">The text for a missing text or date; <see langword="null"/>, the default: the empty text, unless its column
    /// has empty texts as well.</param>
    /// <exception cref="ArgumentException">Texts or dates stand beside numbers, or a column does not go into the type; as in
    /// <see cref="Column.ToTensor"/>.</exception>
    public TensorData ToTensor(DType? type = null, string? missing = null) => ColumnTensors.Of(_columns, RowCount, type, missing);

    /// <summary>The number of rows and columns, and the first ten rows, for people.</summary>
    public override string ToString() => ToText();

    /// <summary>The first rows, aligned, for people: long texts are cut, and so are columns after the twelfth.</summary>
    /// <param name="rows">How many at most, 0 or more; default 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public string ToText(int rows = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return TableText.Of(_columns, RowCount, rows);
    }

    /// <summary>A table without rows.</summary>
    internal static Table Empty(RowSource source) => new([.. source.Columns.Zip(source.Types, NoValues)], 0, source.Description);

    /// <summary>The rows of tables, one after the other.</summary>
    /// <param name="source">Where they come from; it says which columns they must have.</param>
    /// <param name="parts">Read from it.</param>
    internal static Table Join(RowSource source, IReadOnlyList<Table> parts)
    {
        if (parts.Count == 0) return Empty(source);
        foreach (var part in parts)
            if (!part.Columns.SequenceEqual(parts[0].Columns) || !part.Types.SequenceEqual(parts[0].Types)) throw Throw.PartsDiffer(source, parts[0], part);
        try
        {
            return new Table([.. parts[0]._columns.Select((column, i) => column.Join([.. parts.Select(part => part._columns[i])]))], parts.Sum(part => part.RowCount), source.Description);
        }
        catch (ArgumentException fault)
        {
            throw Throw.CannotJoin(source, fault);
        }
    }

    private static Column NoValues(string name, ColumnType type) => type switch
    {
        ColumnType.Number => Column.Number(name, Array.Empty<double>()),
        ColumnType.Integer => Column.Integer(name, Array.Empty<long?>()),
        ColumnType.Boolean => Column.Boolean(name, Array.Empty<bool?>()),
        ColumnType.Text => Column.Text(name),
        _ => Column.Date(name, Array.Empty<DateTime?>()),
    };

    private Column<T> Typed<T>(string name, ColumnType type) => this[name] is Column<T> column ? column : throw Throw.OtherColumnType(this, this[name], type);
}
