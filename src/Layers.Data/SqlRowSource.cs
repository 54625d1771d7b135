namespace Layers.Data;

/// <summary>A source of rows that an engine reads, with numbers, texts and dates: files through DuckDB (<see cref="DataFile"/>), or a query
/// (<see cref="SqlQuery"/>). The engine can also compute their statistics.</summary>
/// <remarks>
/// <para>Each reading opens its own connection and closes it when it ends, fails, is cancelled or is abandoned. So a source may be read
/// several times and by several threads. The columns are determined once, when they are first needed.</para>
/// <para><see cref="Summarize"/> computes the median <c>s</c> of the first 1,000 rows of each column <c>c</c>. With <c>d = c − s</c>, it
/// requests <c>count(d)</c>, <c>Σd</c>, <c>Σd²</c>, the minimum and the maximum of all columns in one query. The mean is <c>s + Σd/n</c>,
/// and the sum of squared deviations is <c>Σd² − (Σd)²/n</c> (Chan, Golub and LeVeque, "Algorithms for computing the sample variance",
/// 1983, shifted data). If a shift is more than eight standard deviations from the mean, for example because it is an outlier, the sums of
/// that column are computed once more around the mean. NULL and NaN are missing; infinity is an error.</para>
/// <para>Words and integers are counted with <c>GROUP BY</c>, in one query per column (<see cref="VocabularySummary"/>). DuckDB, PostgreSQL
/// and SQLite compare texts by their bytes for this, whatever the collation. Rows with NULL count, but NULL is not a value.</para>
/// </remarks>
public abstract class SqlRowSource : RowSource
{
    // The time to plan an aggregate query grows with the square of the number of columns, and PostgreSQL allows at most 1,664 expressions.
    private const int MostSummed = 256;

    private readonly string[]? _selected;
    private readonly LazyPreview _preview;

    private protected SqlRowSource(Engine engine) => (Engine, _preview) = (engine, new LazyPreview(ReadPreview));

    private protected SqlRowSource(SqlRowSource all, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        (Engine, _preview) = (all.Engine, all._preview);
        _selected = Selection.Check(all.Engine, _preview.At(CancellationToken.None), columns);
    }

    /// <inheritdoc/>
    public override string Description => Engine.Description;

    /// <inheritdoc/>
    /// <exception cref="RowSourceException">The file or the query cannot be read, or has two columns with the same name.</exception>
    public override IReadOnlyList<string> Columns => Array.AsReadOnly(_selected ?? _preview.At(CancellationToken.None).Names);

    /// <inheritdoc/>
    /// <remarks>Integers of at most 64 bits are integers, except unsigned 64-bit integers, which are numbers, as wider integers are. Times
    /// of day, intervals and UUIDs are texts. In SQLite, a column whose declared type is an integer type has integers, and dates are
    /// texts.</remarks>
    /// <exception cref="RowSourceException">The file or the query cannot be read, has two columns with the same name, or a column whose
    /// values are lists, structures or bytes; Select leaves such a column out.</exception>
    public override IReadOnlyList<ColumnType> Types => Array.AsReadOnly(Array.ConvertAll(Cells(), cell => cell.Kind));

    /// <inheritdoc/>
    /// <exception cref="RowSourceException">The file or the query cannot be read, or has two columns with the same name.</exception>
    public override void Prepare(CancellationToken cancellation = default) => _preview.At(cancellation);

    internal Engine Engine { get; }

    private protected Preview FirstRows => _preview.At(CancellationToken.None);

    private protected bool IsSelected => _selected is not null;

    private protected string Query => FirstRows.Rows.Query;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">A column is not numeric, there are no rows, or they cannot be read; the message names the
    /// source and the row.</exception>
    public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Read(batchSize, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">A column's values are lists, structures or bytes, a value does not have its column's type, or
    /// the rows cannot be read; the message names the source, the column and the row.</exception>
    public override IEnumerable<Table> ReadTables(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return ReadCells(batchSize, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="RowSourceException">A column is not numeric, a value is infinite or too large to be squared, there are no rows, or
    /// they cannot be read.</exception>
    public override AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellation.ThrowIfCancellationRequested();
        return request switch
        {
            NumericSummary numbers =>
                Moments(numbers, cancellation) is var (rows, features) ? AdaptState.Of(rows, features, Columns) : null,
            VocabularySummary words =>
                new Words(Engine, _preview.At(cancellation).Tables, Cells(cancellation)).Count(words, Columns, cancellation),
            _ => null,
        };
    }

    /// <summary>Returns the statistics of each column, computed by the engine; null if the rows must be read.</summary>
    internal (long Rows, FeatureMoments[] Features)? Moments(NumericSummary request, CancellationToken cancellation)
    {
        var preview = _preview.At(cancellation);
        var columns = preview.Numbers(Engine, _selected);
        if (columns.Length > MostSummed) return null;
        return new Summary(Engine, preview.Rows, columns).Compute(request.Quantiles == QuantilePrecision.Full, cancellation);
    }

    /// <summary>Reads the first rows to determine the columns.</summary>
    private protected abstract Preview ReadPreview(CancellationToken cancellation);

    private CellColumn[] Cells(CancellationToken cancellation = default) => _preview.At(cancellation).Cells(Engine, _selected);

    private IEnumerable<Table> ReadCells(int batchSize, CancellationToken cancellation)
    {
        var cells = Cells(cancellation);
        foreach (var table in new Tables(Engine, _preview.At(cancellation).Tables, cells).Read(batchSize, cancellation)) yield return table;
    }

    private IEnumerable<TensorData> Read(int batchSize, CancellationToken cancellation)
    {
        var preview = _preview.At(cancellation);
        var batches = new Batches(Engine, preview.Rows, preview.Numbers(Engine, _selected));
        foreach (var batch in batches.Read(batchSize, cancellation)) yield return batch;
    }
}
