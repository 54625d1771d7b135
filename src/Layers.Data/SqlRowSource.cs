namespace Layers.Data;

/// <summary>Rows that an engine reads, of numbers, texts and dates: files through DuckDB (<see cref="DataFile"/>), or a query
/// (<see cref="SqlQuery"/>). It can compute their statistics too.</summary>
/// <remarks>
/// <para>Every reading opens a connection of its own and closes it, whether it ends, fails, is cancelled or left; so a source may be read
/// again and by several threads. The columns are asked for once, when they are first needed.</para>
/// <para><see cref="Summarize"/> subtracts from each column <c>c</c> the median <c>s</c> of its first 1,000 rows and asks for
/// <c>count(d)</c>, <c>Σd</c>, <c>Σd²</c>, the smallest and the largest, <c>d = c − s</c>, of all columns in one query: mean <c>s +
/// Σd/n</c>, squared deviations <c>Σd² − (Σd)²/n</c> (Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983,
/// shifted data). Where a shift turns out to lie more than eight deviations from the mean, as an outlier's would, the sums of that column
/// are taken once more around the mean. NULL and NaN are missing; infinity is an error.</para>
/// <para>Words and integers are counted by <c>GROUP BY</c>, one query a column (<see cref="VocabularySummary"/>): DuckDB, PostgreSQL and
/// SQLite compare texts by their bytes for it, whatever the collation. The rows of NULL count, and NULL is no value.</para>
/// </remarks>
public abstract class SqlRowSource : RowSource
{
    // An engine takes time that grows with the square of the columns to plan an aggregate query, and PostgreSQL takes no more than 1,664
    // expressions.
    private const int MostSummed = 256;

    private readonly string[]? _selected;
    private readonly Looking _looking;

    private protected SqlRowSource(Engine engine) => (Engine, _looking) = (engine, new Looking(Look));

    private protected SqlRowSource(SqlRowSource all, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        (Engine, _looking) = (all.Engine, all._looking);
        _selected = Selection.Check(all.Engine, _looking.At(CancellationToken.None), columns);
    }

    /// <inheritdoc/>
    public override string Description => Engine.Description;

    /// <inheritdoc/>
    /// <exception cref="RowSourceException">The file or the query cannot be read, or has two columns of one name.</exception>
    public override IReadOnlyList<string> Columns => Array.AsReadOnly(_selected ?? _looking.At(CancellationToken.None).Names);

    /// <inheritdoc/>
    /// <remarks>Integers of 64 bits and less are integers, except those without a sign of 64 bits, which are numbers as wider ones are.
    /// Times of day, intervals and UUIDs are texts. In SQLite a column that is declared as one of integers is that; its dates are
    /// texts.</remarks>
    /// <exception cref="RowSourceException">The file or the query cannot be read, has two columns of one name, or a column whose values are
    /// lists, structures or bytes; Select leaves it out.</exception>
    public override IReadOnlyList<ColumnType> Types => Array.AsReadOnly(Array.ConvertAll(Cells(), cell => cell.Kind));

    /// <inheritdoc/>
    /// <exception cref="RowSourceException">The file or the query cannot be read, or has two columns of one name.</exception>
    public override void Prepare(CancellationToken cancellation = default) => _looking.At(cancellation);

    internal Engine Engine { get; }

    private protected Look FirstRows => _looking.At(CancellationToken.None);

    private protected bool IsSelected => _selected is not null;

    private protected string Query => _looking.At(CancellationToken.None).Rows.Query;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">A column is no number, there are no rows, or they cannot be read; it names the source and the
    /// row.</exception>
    public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Read(batchSize, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="RowSourceException">A column's values are lists, structures or bytes, a value is not of its column's type, or the
    /// rows cannot be read; it names the source, the column and the row.</exception>
    public override IEnumerable<Table> ReadTables(int batchSize = 1 << 16, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return ReadCells(batchSize, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="RowSourceException">A column is no number, a value is infinite or too large to be squared, there are no rows, or
    /// they cannot be read.</exception>
    public override AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellation.ThrowIfCancellationRequested();
        return request switch
        {
            NumericSummary numbers => Moments(numbers, cancellation) is var (rows, features) ? AdaptState.Of(rows, features, Columns) : null,
            VocabularySummary words => new Words(Engine, _looking.At(cancellation).Tables, Cells(cancellation)).Count(words, Columns, cancellation),
            _ => null,
        };
    }

    /// <summary>What the engine computes of each column; null where the rows are to be read.</summary>
    internal (long Rows, FeatureMoments[] Features)? Moments(NumericSummary request, CancellationToken cancellation)
    {
        var look = _looking.At(cancellation);
        var columns = look.Numbers(Engine, _selected);
        if (columns.Length > MostSummed) return null;
        return new Summary(Engine, look.Rows, columns).Compute(request.Quantiles == QuantilePrecision.Full, cancellation);
    }

    /// <summary>Looks at the first rows.</summary>
    private protected abstract Look Look(CancellationToken cancellation);

    private CellColumn[] Cells(CancellationToken cancellation = default) => _looking.At(cancellation).Cells(Engine, _selected);

    private IEnumerable<Table> ReadCells(int batchSize, CancellationToken cancellation)
    {
        var cells = Cells(cancellation);
        foreach (var table in new Tables(Engine, _looking.At(cancellation).Tables, cells).Read(batchSize, cancellation)) yield return table;
    }

    private IEnumerable<TensorData> Read(int batchSize, CancellationToken cancellation)
    {
        var look = _looking.At(cancellation);
        foreach (var batch in new Batches(Engine, look.Rows, look.Numbers(Engine, _selected)).Read(batchSize, cancellation)) yield return batch;
    }
}
