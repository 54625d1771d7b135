using Layers.Graphs;

namespace Layers;

/// <summary>What layers know of words and categories: how often each value was seen, and in how many documents; exact, however the data
/// were cut and merged.</summary>
/// <remarks>Values are texts or integers. Texts are compared by their UTF-8 bytes and nothing is normalized; half of a surrogate pair
/// counts as U+FFFD, which is what UTF-8 makes of it. Integers of every type count as int64, booleans as 0 and 1, and floats where they are
/// whole.
/// <para>A document is a row of the data: of two or more axes, all elements of the row; of one axis, each element by
/// itself.</para></remarks>
/// <example><code>
/// protected override VocabularyState CreateState(Shape batch) => new(batch, perColumn: true);
///
/// protected override void Learn(VocabularyState state) => _words.Value = [.. state.Column(0).Texts];
/// </code></example>
public sealed partial class VocabularyState : AdaptState, ISavableState<VocabularyState>
{
    /// <summary>How many distinct values a column may have where nobody says otherwise: ten millions, which are 1 GB of short
    /// texts.</summary>
    public const int DefaultDistinctLimit = 10_000_000;

    private readonly ColumnCounts[] _columns;
    private long _rows;

    /// <summary>A state that has seen nothing yet.</summary>
    /// <param name="batch">The shape of the first batch, with the batch first.</param>
    /// <param name="type">Which values it counts: <see cref="DType.String"/> or <see cref="DType.Int64"/>; <see langword="null"/>, the
    /// default, for whichever comes first.</param>
    /// <param name="perColumn">Whether each column of rows <c>(rows, columns)</c> has values of its own; default false: all elements are of
    /// one vocabulary.</param>
    /// <param name="distinctLimit">How many distinct values a column may have, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no batch axis; columns are to be told apart and there are more axes than rows and
    /// columns; or another type or limit.</exception>
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
        (DataShape, Type, PerColumn, DistinctLimit, _rows, Cutting) = (other.DataShape, other.Type, other.PerColumn, other.DistinctLimit, other._rows, other.Cutting);
        _columns = Array.ConvertAll(other._columns, column => column.Copy());
    }

    /// <summary>How many rows were seen, which are the documents.</summary>
    public override long Rows => _rows;

    /// <summary>How many columns it tells apart; 1 where all elements are of one vocabulary.</summary>
    public override int Features => _columns.Length;

    /// <inheritdoc/>
    public override Shape DataShape { get; }

    /// <summary>Of each column how many distinct values there are, and the most frequent.</summary>
    public override VocabularyReport Report => VocabularyReport.Of(this, Names);

    /// <summary>Which values it counts: <see cref="DType.String"/> or <see cref="DType.Int64"/>; <see langword="null"/> while that is
    /// open.</summary>
    public DType? Type { get; private set; }

    /// <summary>Whether each column has values of its own.</summary>
    public bool PerColumn { get; }

    /// <summary>How many distinct values a column may have.</summary>
    public int DistinctLimit { get; private set; }

    internal override string Description => $"{(Cutting is not null ? Cutting.ToString() : Type == DType.String ? "texts" : Type == DType.Int64 ? "integers" : "values")}, {(PerColumn ? $"{Features} column{(Features == 1 ? "" : "s")} apart" : "all of one vocabulary")}, of data of shape {DataShape}";

    /// <summary>The values of a column, the most frequent first.</summary>
    /// <param name="column">From 0; 0 where all elements are of one vocabulary.</param>
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
        if (!Equals(Cutting, more.Cutting) || PerColumn != more.PerColumn || (Type is not null && more.Type is not null && Type != more.Type)) throw Throw.StatesDiffer(this, other);
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

    /// <summary>Compares rows of columns that another state names.</summary>
    internal ComparedRows CompareAndKeep(IEnumerable<AdaptBatch> rows, string missingText, string[]? names)
    {
        // Words of rows (n) and of rows (n, 1) are the same words.
        VocabularyState? seen = null;
        foreach (var batch in rows) (seen ??= new VocabularyState(PerColumn ? DataShape : batch.Features.Shape, Type, PerColumn, int.MaxValue) { Cutting = Cutting }).Add(batch);
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
                if (counts.Distinct > DistinctLimit) throw Throw.TooManyDistinct(batch.Layer, column, Names, PerColumn, DistinctLimit, _rows + rows);
            }
        }
    }
}
