namespace Layers;

/// <summary>Rows of numbers under named columns, in whatever holds them, read in batches as often as asked: what <c>Adapt</c> and <c>Check</c> take beside arrays.</summary>
/// <remarks>A source that can have its statistics computed where the rows are, as a database can, overrides <see cref="Summarize"/>; all others are read
/// once, batch by batch, whatever the number of layers that learn from them.</remarks>
public abstract class RowSource
{
    internal const int DefaultBatchSize = 1 << 16;

    /// <summary>What messages call it: a file, a pattern, a query.</summary>
    public abstract string Description { get; }

    /// <summary>The names of the columns, in the order of a batch's features; each is there once.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows there are, where that is known before they are read.</summary>
    public virtual long? Rows => null;

    /// <summary>Finds out now what is otherwise found out when it is first needed, as the names of the columns are; so it can be stopped.</summary>
    /// <param name="cancellation">Stops it; then it is found out when it is needed.</param>
    /// <remarks>Does nothing where all is known. What takes a source and a <see cref="CancellationToken"/> calls it first.</remarks>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public virtual void Prepare(CancellationToken cancellation = default)
    {
    }

    /// <summary>Reads all rows from the first on.</summary>
    /// <param name="batchSize">The most rows of a batch, 1 or more; default 65,536.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Batches <c>(rows, columns)</c>, none of them empty, of one type: float32, float64 or int64, where a batch that is not of whole numbers only may be
    /// of float64 instead. A value that is not there is NaN.</returns>
    /// <exception cref="RowSourceException">The rows cannot be read; it names the source and, where known, the row.</exception>
    public abstract IEnumerable<TensorData> ReadBatches(int batchSize = DefaultBatchSize, CancellationToken cancellation = default);

    /// <summary>Reads all rows into memory.</summary>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns><c>(rows, columns)</c>, of the type of the batches; float64 where they are of several types. A value that is not there is NaN.</returns>
    /// <exception cref="RowSourceException">The rows cannot be read, or are more than fit into one array.</exception>
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
    /// <exception cref="ArgumentException">There is no such column (the message has the nearest), one is named twice, or none is named.</exception>
    public virtual RowSource Select(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new SelectedColumns(this, columns);
    }

    /// <summary>Computes what layers learn where the rows are.</summary>
    /// <param name="request">What is wanted: statistics of numbers (<see cref="NumericSummary"/>), or a state of another kind.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A state of the kind asked for, of numbers one feature a column (<see cref="AdaptState.Of"/>); <see langword="null"/>, the default, where the source
    /// does not know the kind or can only be read.</returns>
    /// <exception cref="RowSourceException">The rows cannot be read.</exception>
    public virtual AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default) => null;

    /// <summary>The description.</summary>
    public override string ToString() => Description;
}
