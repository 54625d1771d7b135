using System.Diagnostics;

namespace Layers;

/// <summary>Rows in memory with named columns, each with its own type; values may be missing. <see cref="RowSource.ToTable"/> reads a table
/// from any source.</summary>
/// <remarks>A table is immutable: methods that select columns or rows return a new table.</remarks>
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

    /// <summary>Creates a table from columns; the methods of <see cref="Column"/> create columns.</summary>
    /// <param name="columns">One or more columns with the same number of rows and different names.</param>
    /// <exception cref="ArgumentException">There are no columns, two columns have the same name, or their numbers of rows
    /// differ.</exception>
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
    /// <remarks>The description of the source that the table was read from; otherwise "The table".</remarks>
    public override string Description { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnType> Types { get; }

    /// <inheritdoc/>
    /// <remarks><see cref="RowCount"/>.</remarks>
    public override long? Rows => RowCount;

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The column with a name.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentException">There is no such column; the message has the nearest name.</exception>
    public Column this[string name] =>
        _byName.TryGetValue(name ?? throw new ArgumentNullException(nameof(name)), out var column)
        ? column : throw Throw.NoSuchColumn(this, name, Columns);

    /// <summary>A table of consecutive rows, which are not copied.</summary>
    /// <param name="rows">The range of rows; <c>30..</c> leaves out the first 30.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is outside the table.</exception>
    public Table this[Range rows]
    {
        get
        {
            var (start, count) = rows.GetOffsetAndLength(RowCount);
            return new Table(Array.ConvertAll(_columns, column => column.Slice(start, count)), count, Description);
        }
    }

    /// <summary>Returns a column of numbers; NaN is missing.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is of another type.</exception>
    public Column<double> Numbers(string name) => Typed<double>(name, ColumnType.Number);

    /// <summary>Returns a column of whole numbers; null is missing.</summary>
    /// <inheritdoc cref="Numbers"/>
    public Column<long?> Integers(string name) => Typed<long?>(name, ColumnType.Integer);

    /// <summary>Returns a column of Booleans; null is missing.</summary>
    /// <inheritdoc cref="Numbers"/>
    public Column<bool?> Booleans(string name) => Typed<bool?>(name, ColumnType.Boolean);

    /// <summary>Returns a column of texts; null is missing.</summary>
    /// <inheritdoc cref="Numbers"/>
    public Column<string?> Texts(string name) => Typed<string?>(name, ColumnType.Text);

    /// <summary>Returns a column of dates; null is missing.</summary>
    /// <inheritdoc cref="Numbers"/>
    public Column<DateTime?> Dates(string name) => Typed<DateTime?>(name, ColumnType.Date);

    /// <summary>Returns the same rows with only some columns, in the given order; they are not copied.</summary>
    /// <inheritdoc/>
    public override Table Select(params IReadOnlyList<string> columns)
    {
        SelectedColumns.Check(this, columns);
        return new Table([.. columns.Select(name => this[name])], RowCount, Description);
    }

    /// <inheritdoc/>
    /// <remarks>A batch is int64 if all columns have integers or Booleans and no value of the batch is missing, else float64.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">A column has texts or dates.</exception>
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

    /// <summary>Returns all columns as one tensor <c>(rows, columns)</c>: texts and dates as strings, or numbers. Use <see cref="Select"/>
    /// to choose columns.</summary>
    /// <param name="type">The type of the elements; <see langword="null"/>, the default, for the type of the columns: string for texts and
    /// dates, bool for Booleans, int64 for integers, with or without Booleans, and float64 if there is a column of numbers. See
    /// <see cref="Column.ToTensor"/> for the types that a column can have.</param>
    /// <param name="missing">The text for a missing text or date; <see langword="null"/>, the default, for the empty text, if its column
    /// has no empty texts.</param>
    /// <exception cref="ArgumentException">There are both texts or dates and numbers, or a column cannot have the type; see
    /// <see cref="Column.ToTensor"/>.</exception>
    public TensorData ToTensor(DType? type = null, string? missing = null) => ColumnTensors.Of(_columns, RowCount, type, missing);

    /// <summary>Returns the number of rows and columns, and the first ten rows, for people.</summary>
    public override string ToString() => ToText();

    /// <summary>Returns the first rows as an aligned text for people, with at most twelve columns; long texts are truncated.</summary>
    /// <param name="rows">The largest number of rows, 0 or more; default 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public string ToText(int rows = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return TableText.Of(_columns, RowCount, rows);
    }

    /// <summary>Creates a table without rows.</summary>
    internal static Table Empty(RowSource source) => new([.. source.Columns.Zip(source.Types, NoValues)], 0, source.Description);

    /// <summary>Returns the rows of tables, one table after the other.</summary>
    /// <param name="source">The source of the tables, with the columns that they must have.</param>
    /// <param name="parts">The tables that were read from the source.</param>
    internal static Table Join(RowSource source, IReadOnlyList<Table> parts)
    {
        if (parts.Count == 0) return Empty(source);
        foreach (var part in parts)
            if (!part.Columns.SequenceEqual(parts[0].Columns) || !part.Types.SequenceEqual(parts[0].Types))
                throw Throw.PartsDiffer(source, parts[0], part);
        try
        {
            return new Table([.. parts[0]._columns.Select((column, i) => column.Join([.. parts.Select(part => part._columns[i])]))],
                parts.Sum(part => part.RowCount), source.Description);
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

    private Column<T> Typed<T>(string name, ColumnType type) =>
        this[name] is Column<T> column ? column : throw Throw.OtherColumnType(this, this[name], type);
}
