namespace Layers;

/// <summary>Rows under named columns, in whatever holds them, read in batches as often as asked: what <c>Adapt</c> and <c>Check</c> take
/// beside arrays.</summary>
/// <remarks>
/// <para>A source of numbers overrides <see cref="ReadBatches"/>. One that has texts or dates as well overrides <see cref="Types"/> and
/// <see cref="ReadTables"/> too.</para>
/// <para>A source that can have its statistics computed where the rows are, as a database can, overrides <see cref="Summarize"/>; all
/// others are read once, batch by batch, whatever the number of layers that learn from them.</para>
/// </remarks>
public abstract class RowSource
{
    internal const int DefaultBatchSize = 1 << 16;

    /// <summary>What messages call it: a file, a pattern, a query.</summary>
    public abstract string Description { get; }

    /// <summary>The names of the columns, in the order of a batch's features; each is there once.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>What the values of each column are, in the order of <see cref="Columns"/>. The default: numbers, all of them.</summary>
    public virtual IReadOnlyList<ColumnType> Types => Array.AsReadOnly(new ColumnType[Columns.Count]);

    /// <summary>How many rows there are, where that is known before they are read.</summary>
    public virtual long? Rows => null;

    /// <summary>Finds out now what is otherwise found out when it is first needed, as the names of the columns are; so it can be
    /// stopped.</summary>
    /// <param name="cancellation">Stops it; then it is found out when it is needed.</param>
    /// <remarks>Does nothing where all is known. What takes a source and a <see cref="CancellationToken"/> calls it first.</remarks>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public virtual void Prepare(CancellationToken cancellation = default)
    {
    }

    /// <summary>Reads all rows from the first on, as numbers.</summary>
    /// <param name="batchSize">The most rows of a batch, 1 or more; default 65,536.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Batches <c>(rows, columns)</c>, none of them empty, of one type: float32, float64 or int64, where a batch that is not of
    /// whole numbers only may be of float64 instead. A value that is not there is NaN.</returns>
    /// <exception cref="RowSourceException">A column is of texts or dates, or the rows cannot be read; it names the source and, where
    /// known, the row.</exception>
    public abstract IEnumerable<TensorData> ReadBatches(int batchSize = DefaultBatchSize, CancellationToken cancellation = default);

    /// <summary>Reads all rows from the first on, as tables with the columns and types of the source.</summary>
    /// <param name="batchSize">The most rows of a table, 1 or more; default 65,536.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Tables, none of them without rows. The default makes them of <see cref="ReadBatches"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">The rows cannot be read, or a value is not of its column's type; it names the source, the
    /// column and, where known, the row.</exception>
    public virtual IEnumerable<Table> ReadTables(int batchSize = DefaultBatchSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return BatchTables.Of(this, batchSize, cancellation);
    }

    /// <summary>Reads all rows into memory, with all columns in their types.</summary>
    /// <param name="progress">Told how many rows were read so far, after each batch.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The rows; a table itself where the source is one.</returns>
    /// <exception cref="RowSourceException">The rows cannot be read, a value is not of its column's type, or there are more rows than fit
    /// into one array.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example><code>
    /// Table birds = DataFile.Csv(path).ToTable();                     // words stay words, empty cells stay missing
    /// int missing = birds["Sex"].MissingCount;
    /// </code></example>
    public Table ToTable(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        if (this is Table table) return table;
        Prepare(cancellation);
        List<Table> parts = [];
        var rows = 0L;
        foreach (var part in ReadTables(cancellation: cancellation))
        {
            rows += part.RowCount;
            if (rows > Array.MaxLength) throw Throw.TooManyRowsForMemory(this, rows);
            parts.Add(part);
            progress?.Report(rows);
        }
        return Table.Join(this, parts);
    }

    /// <summary>Reads all rows into memory, as numbers.</summary>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns><c>(rows, columns)</c>, of the type of the batches; float64 where they are of several types. A value that is not there is
    /// NaN.</returns>
    /// <exception cref="RowSourceException">A column is of texts or dates, the rows cannot be read, or they are more than fit into one
    /// array.</exception>
    public TensorData ReadAll(CancellationToken cancellation = default)
    {
        List<TensorData> batches = [];
        var rows = 0L;
        foreach (var batch in ReadBatches(cancellation: cancellation))
        {
            rows += batch.Shape[0].Size;
            if (rows * Columns.Count > Array.MaxLength) throw Throw.TooManyRowsForMemory(this, rows);
            batches.Add(batch);
        }
        var type = batches.Select(batch => batch.Type).Distinct().Count() == 1 ? batches[0].Type : DType.Float64;
        var all = TensorData.Zeros(type, [rows, Columns.Count]);
        var at = 0;
        foreach (var batch in batches)
        {
            Casting.Convert(batch, 0, all, at, batch.Length);
            at += batch.Length;
        }
        return all;
    }

    /// <summary>The same rows with some columns only, in the order given.</summary>
    /// <param name="columns">Names of columns, each once.</param>
    /// <returns>A new source; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">There is no such column (the message has the nearest), one is named twice, or none is
    /// named.</exception>
    /// <example><code>
    /// RowSource two = rows.Select("Island", "Body Mass (g)");
    /// </code></example>
    public virtual RowSource Select(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new SelectedColumns(this, columns);
    }

    /// <summary>Returns the same rows with types that a model takes, for columns whose types the source infers from its first
    /// rows.</summary>
    /// <param name="types">The types by the names of columns. Names that are not columns are ignored.</param>
    /// <returns>A source that reads a column in its type here, if the inferred type does not convert to it. Columns whose types the caller
    /// gave or the data declare keep their types. The default returns this source: it does not infer types.</returns>
    /// <remarks>A model asks for the types of its columns before it checks, evaluates, predicts or reports on rows. So the digits of a
    /// postal code stay a text, and a column of numbers without any value is a column of missing numbers.</remarks>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    public virtual RowSource WithTypes(IReadOnlyDictionary<string, ColumnType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return this;
    }

    /// <summary>Computes what layers learn where the rows are.</summary>
    /// <param name="request">What is wanted: statistics of numbers (<see cref="NumericSummary"/>), or a state of another kind.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A state of the kind asked for, of numbers one feature a column (<see cref="AdaptState.Of"/>); <see langword="null"/>, the
    /// default, where the source does not know the kind or can only be read.</returns>
    /// <exception cref="RowSourceException">The rows cannot be read.</exception>
    public virtual AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default) => null;

    /// <summary>The description.</summary>
    public override string ToString() => Description;

    /// <summary>Refuses to give texts or dates as numbers.</summary>
    internal void RequireNumbers()
    {
        var (names, types) = (Columns, Types);
        for (var i = 0; i < names.Count; i++)
            if (types[i] is ColumnType.Text or ColumnType.Date) throw Throw.NotNumbers(this, names[i], types[i], names.Where((_, k) => types[k] is not (ColumnType.Text or ColumnType.Date)));
    }
}
