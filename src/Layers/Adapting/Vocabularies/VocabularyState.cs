using Layers.Graphs;

namespace Layers;

/// <summary>A state of words and categories: the count of each value, and the number of documents with the value. The counts are exact for
/// any batches and any order of merging.</summary>
/// <remarks>Values are texts or integers. Texts are compared by their UTF-8 bytes, without normalization; an unpaired surrogate counts as
/// U+FFFD, as in UTF-8. Integers of every type count as int64, Booleans as 0 and 1, and floats as int64 if they are whole.
/// <para>A document is a row of the data: all elements of the row if the data have two or more axes, and each element if they have one
/// axis.</para></remarks>
/// <example><code>
/// protected override VocabularyState CreateState(Shape batch) => new(batch, perColumn: true);
///
/// protected override void Learn(VocabularyState state) => _words.Value = [.. state.Column(0).Texts];
/// </code></example>
public sealed partial class VocabularyState : AdaptState, ISavableState<VocabularyState>
{
    /// <summary>The default for the largest number of distinct values of a column: ten million, which take 1 GB if they are short
    /// texts.</summary>
    public const int DefaultDistinctLimit = 10_000_000;

    private readonly ColumnCounts[] _columns;
    private long _rows;

    /// <summary>Creates an empty state.</summary>
    /// <param name="batch">The shape of the first batch; axis 0 is the batch.</param>
    /// <param name="type">The type of the values: <see cref="DType.String"/> or <see cref="DType.Int64"/>; <see langword="null"/>, the
    /// default, for the type of the first value.</param>
    /// <param name="perColumn">Whether each column of rows <c>(rows, columns)</c> has its own values; default false: all elements share one
    /// vocabulary.</param>
    /// <param name="distinctLimit">The largest number of distinct values of a column, 1 or more.</param>
    /// <exception cref="ArgumentException">The shape has no batch axis; <paramref name="perColumn"/> is true and there are more axes than
    /// rows and columns; or the type or the limit is not allowed.</exception>
    public VocabularyState(Shape batch, DType? type = null, bool perColumn = false, int distinctLimit = DefaultDistinctLimit)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(distinctLimit, 1);
        if (type is not (null or DType.String or DType.Int64)) throw Throw.NotAKindOfValues(type.Value);
        if (batch.Rank == 0 || (perColumn && batch.Rank > 2)) throw Throw.NoRowsOfValues(batch, perColumn);
        var dims = new Dim[batch.Rank];
        for (var axis = 0; axis < dims.Length; axis++) dims[axis] = axis == 0 ? "batch" : perColumn ? batch[axis] : $"axis_{axis}";
        DataShape = Shape.Create(dims);
        (Type, PerColumn, DistinctLimit) = (type, perColumn, distinctLimit);
        _columns = [.. Enumerable.Range(0, perColumn && batch.Rank == 2 ? checked((int)batch[1].Size) : 1).Select(_ => new ColumnCounts())];
    }

    private VocabularyState(VocabularyState other)
    {
        (DataShape, Type, PerColumn, DistinctLimit, _rows, Cutting) = (other.DataShape, other.Type, other.PerColumn, other.DistinctLimit,
            other._rows, other.Cutting);
        _columns = Array.ConvertAll(other._columns, column => column.Copy());
    }

    /// <summary>The number of rows, which are the documents.</summary>
    public override long Rows => _rows;

    /// <summary>The number of columns with their own values; 1 if all elements share one vocabulary.</summary>
    public override int Features => _columns.Length;

    /// <inheritdoc/>
    public override Shape DataShape { get; }

    /// <summary>A report of each column: the number of distinct values, and the most frequent ones.</summary>
    public override VocabularyReport Report => VocabularyReport.Of(this, Names);

    /// <summary>The type of the values: <see cref="DType.String"/> or <see cref="DType.Int64"/>; <see langword="null"/> until the first
    /// value decides.</summary>
    public DType? Type { get; private set; }

    /// <summary>Whether each column has its own values.</summary>
    public bool PerColumn { get; }

    /// <summary>The largest number of distinct values of a column.</summary>
    public int DistinctLimit { get; private set; }

    internal override string Description =>
        $"{(Cutting is not null ? Cutting.ToString() : Type == DType.String ? "texts" : Type == DType.Int64 ? "integers" : "values")} " +
        $"{(PerColumn ? $"in {Features} separate {Nouns.Noun(Features, "column")}" : "in one vocabulary")}, of data of shape {DataShape}";

    /// <summary>Returns the values of a column, the most frequent first.</summary>
    /// <param name="column">The index of the column, from 0; 0 if all elements share one vocabulary.</param>
    public ValueCounts Column(int column = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Features);
        return _columns[column].Ordered;
    }

    /// <inheritdoc/>
    protected internal override void Add(AdaptBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var data = batch.Features;
        if (!data.Shape.MayBe(DataShape)) throw Throw.OtherValues(batch.Layer, DataShape, data.Shape);
        var values = CategoryValues.Of(data, Type, batch.Layer, _rows, areDocuments: !PerColumn && data.Shape.Rank > 1);
        Type = values.Type;
        var rows = data.Shape[0].Size;
        if (rows == 0) return;
        var width = (int)(data.Length / rows);
        if (data.Length == 0)
        {
            _rows += rows;
            return;
        }
        if (Cutting is not null)
        {
            CountTokens(values, width, batch);
            return;
        }
        if (Type == DType.String) Count(column => column.OfTexts, values, width, batch);
        else Count(column => column.OfIntegers, values, width, batch);
        foreach (var column in _columns) column.Seen(PerColumn ? rows : data.Length);
        _rows += rows;
    }

    /// <inheritdoc/>
    protected internal override void AddState(AdaptState other)
    {
        var more = (VocabularyState)other;
        if (!Equals(Cutting, more.Cutting) || PerColumn != more.PerColumn
            || (Type is not null && more.Type is not null && Type != more.Type)) throw Throw.StatesDiffer(this, other);
        Type ??= more.Type;
        DistinctLimit = Math.Max(DistinctLimit, more.DistinctLimit);
        for (var c = 0; c < _columns.Length; c++)
        {
            _columns[c].Add(more._columns[c]);
            if (_columns[c].Distinct > DistinctLimit) throw Throw.TooManyDistinct(null, c, Names, PerColumn, DistinctLimit, null);
        }
        _rows += more._rows;
    }

    /// <inheritdoc/>
    protected internal override AdaptState Copy() => new VocabularyState(this);

    /// <inheritdoc/>
    protected internal override IReadOnlyList<FeatureSkew> Compare(IEnumerable<AdaptBatch> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CompareAndKeep(rows, "").Findings;
    }

    internal override ComparedRows CompareAndKeep(IEnumerable<AdaptBatch> rows, string missingText) =>
        CompareAndKeep(rows, missingText, Names);

    /// <summary>Compares rows, with the column names of another state.</summary>
    internal ComparedRows CompareAndKeep(IEnumerable<AdaptBatch> rows, string missingText, string[]? names)
    {
        // Rows of shape (n) and of shape (n, 1) have the same words.
        VocabularyState? seen = null;
        foreach (var batch in rows)
            (seen ??= new VocabularyState(PerColumn ? DataShape : batch.Features.Shape, Type, PerColumn,
                int.MaxValue)
            { Cutting = Cutting }).Add(batch);
        return new ComparedRows(
            [.. _columns.Select((column, c) =>
                CategorySkew.Of(column, seen?._columns[c] ?? new(), c, names?[c], Cutting is null ? missingText : null))],
            seen is null ? null : VocabularyReport.Of(seen, names));
    }

    private void Count<T, THash>(Func<ColumnCounts, CountTable<T, THash>> table, TensorData values, int width, AdaptBatch batch)
        where T : notnull
        where THash : struct, IValueHash<T>
    {
        for (var c = 0; c < _columns.Length; c++)
        {
            var (counts, column) = (table(_columns[c]), c);
            if (PerColumn) counts.Add(values, c, _columns.Length, 1, _rows, Grown, batch.Cancellation);
            else counts.Add(values, 0, 1, width, _rows, Grown, batch.Cancellation);

            void Grown(long rows)
            {
                if (counts.Distinct > DistinctLimit)
                    throw Throw.TooManyDistinct(batch.Layer, column, Names, PerColumn, DistinctLimit, _rows + rows);
            }
        }
    }
}
