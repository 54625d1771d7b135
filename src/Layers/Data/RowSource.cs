namespace Layers;

/// <summary>A source of rows with named columns, which can be read in batches repeatedly. <c>Adapt</c> and <c>Check</c> take sources as
/// well as arrays.</summary>
/// <remarks>
/// <para>A source of numbers overrides <see cref="ReadBatches"/>. A source with texts or dates also overrides <see cref="Types"/> and
/// <see cref="ReadTables"/>.</para>
/// <para>A source that can compute statistics itself, as a database can, overrides <see cref="Summarize"/>. The rows of other sources are
/// read once, batch by batch, for any number of layers that learn from them.</para>
/// </remarks>
public abstract class RowSource
{
    internal const int DefaultBatchSize = 1 << 16;

    /// <summary>The name of the source in messages: a file, a pattern, a query.</summary>
    public abstract string Description { get; }

    /// <summary>The names of the columns, in the order of a batch's features; the names are unique.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The types of the columns, in the order of <see cref="Columns"/>. The default: all are numbers.</summary>
    public virtual IReadOnlyList<ColumnType> Types => Array.AsReadOnly(new ColumnType[Columns.Count]);

    /// <summary>The number of rows; <see langword="null"/> if it is not known before the rows are read.</summary>
    public virtual long? Rows => null;

    /// <summary>Reads now what the source otherwise reads when it is first needed, such as the names of the columns, so that reading can be
    /// cancelled.</summary>
    /// <param name="cancellation">Cancels reading; the source then reads the rest when it is first needed.</param>
    /// <remarks>The method does nothing if everything is known. Methods that take a source and a <see cref="CancellationToken"/> call it
    /// first.</remarks>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public virtual void Prepare(CancellationToken cancellation = default)
    {
    }

    /// <summary>Reads all rows from the first on, as numbers.</summary>
    /// <param name="batchSize">The largest number of rows of a batch, 1 or more; default 65,536.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <returns>Batches <c>(rows, columns)</c>, none of them empty, of one type: float32, float64 or int64. With int64, a batch that has
    /// other values than integers may be float64 instead. A missing value is NaN.</returns>
    /// <exception cref="RowSourceException">A column has texts or dates, or the rows cannot be read; the message names the source and, if
    /// known, the row.</exception>
    public abstract IEnumerable<TensorData> ReadBatches(int batchSize = DefaultBatchSize, CancellationToken cancellation = default);

    /// <summary>Reads all rows from the first on, as tables with the columns and types of the source.</summary>
    /// <param name="batchSize">The largest number of rows of a table, 1 or more; default 65,536.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <returns>Tables, each with at least one row. The default creates them from <see cref="ReadBatches"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">The rows cannot be read, or a value does not have its column's type; the message names the
    /// source, the column and, if known, the row.</exception>
    public virtual IEnumerable<Table> ReadTables(int batchSize = DefaultBatchSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return BatchTables.Of(this, batchSize, cancellation);
    }

    /// <summary>Reads all rows into memory; all columns keep their types.</summary>
    /// <param name="progress">Receives the number of rows read so far, after each batch.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <returns>The rows; the source itself if it is a table.</returns>
    /// <exception cref="RowSourceException">The rows cannot be read, a value does not have its column's type, or there are more rows than
    /// fit into one array.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    /// <example><code>
    /// Table birds = DataFile.Csv(path).ToTable();                     // texts stay texts, empty cells are missing
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
    /// <param name="cancellation">Cancels reading.</param>
    /// <returns>The rows, <c>(rows, columns)</c>, in the type of the batches; float64 if the batches have several types. A missing value is
    /// NaN.</returns>
    /// <exception cref="RowSourceException">A column has texts or dates, the rows cannot be read, or there are more rows than fit into one
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

    /// <summary>Returns the same rows with only some columns, in the given order.</summary>
    /// <param name="columns">The names of the columns, each once.</param>
    /// <returns>A new source; this one stays unchanged.</returns>
    /// <exception cref="ArgumentException">There is no column of a name (the message has the nearest name), a name is given twice, or there
    /// are no names.</exception>
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
    /// <returns>A source that reads a column in its type of <paramref name="types"/> if the inferred type does not convert to that type.
    /// Columns whose types the caller gave or the data declare keep their types. The default returns this source, because it does not infer
    /// types.</returns>
    /// <remarks>A model asks for the types of its columns before it checks, evaluates, predicts or reports on rows. So the digits of a
    /// postal code stay a text, and a column of numbers without any value is a column of missing numbers.</remarks>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    public virtual RowSource WithTypes(IReadOnlyDictionary<string, ColumnType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return this;
    }

    /// <summary>Computes in the source a state that layers learn, so that the rows need not be read.</summary>
    /// <param name="request">The request: for statistics of numbers (<see cref="NumericSummary"/>), or for a state of another kind.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <returns>A state of the requested kind; a state of numbers has one feature for each column (<see cref="AdaptState.Of"/>).
    /// <see langword="null"/>, the default, if the source does not support the kind, or can only be read.</returns>
    /// <exception cref="RowSourceException">The rows cannot be read.</exception>
    public virtual AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default) => null;

    /// <summary>Returns the description.</summary>
    public override string ToString() => Description;

    /// <summary>Throws if a column has texts or dates, which cannot be read as numbers.</summary>
    internal void RequireNumbers()
    {
        var (names, types) = (Columns, Types);
        for (var i = 0; i < names.Count; i++)
            if (types[i] is ColumnType.Text or ColumnType.Date)
                throw Throw.NotNumbers(this, names[i], types[i],
                    names.Where((_, k) => types[k] is not (ColumnType.Text or ColumnType.Date)));
    }
}
