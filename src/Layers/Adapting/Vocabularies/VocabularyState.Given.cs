using Layers.Graphs;

namespace Layers;

// States from other sources: databases and files.
public sealed partial class VocabularyState
{
    /// <summary>Creates a state of texts from counts that were computed elsewhere, for example by a query that groups by value.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">For each column, its values and their counts; each value occurs once. One column if
    /// <paramref name="perColumn"/> is false.</param>
    /// <param name="perColumn">Whether each column has its own values; otherwise there is one column.</param>
    /// <param name="distinctLimit">The largest number of distinct values of a column, 1 or more.</param>
    /// <param name="columnNames">The names of the columns, in order; <see langword="null"/> for no names.</param>
    /// <returns>A state of rows <c>(rows, columns)</c>, in which each element is its own document.</returns>
    /// <exception cref="ArgumentException">A value is null, occurs twice, or has an impossible count; or there are too many values; or
    /// there are several columns, but <paramref name="perColumn"/> is false.</exception>
    public static VocabularyState OfTexts(
        long rows, IReadOnlyList<IEnumerable<KeyValuePair<string, long>>> columns, bool perColumn = false,
        int distinctLimit = DefaultDistinctLimit, IReadOnlyList<string>? columnNames = null) =>
        Of(rows, DType.String, columns, perColumn, distinctLimit, columnNames);

    /// <summary>Creates a state of integers from counts that were computed elsewhere, for example by a query that groups by
    /// value.</summary>
    /// <inheritdoc cref="OfTexts"/>
    public static VocabularyState OfIntegers(
        long rows, IReadOnlyList<IEnumerable<KeyValuePair<long, long>>> columns, bool perColumn = false,
        int distinctLimit = DefaultDistinctLimit, IReadOnlyList<string>? columnNames = null) =>
        Of(rows, DType.Int64, columns, perColumn, distinctLimit, columnNames);

    /// <inheritdoc/>
    public void WriteState(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("rows", _rows).Set("type", Type is null ? null : Type == DType.String ? "string" : "int64").Set("per_column", PerColumn)
            .Set("limit", DistinctLimit);
        WriteCutting(config);
        config.Set("sizes", DataShape.Select(dim => dim.IsKnown ? dim.Size : -1L));
        for (var c = 0; c < _columns.Length; c++)
        {
            var ordered = _columns[c].Ordered;
            if (Type == DType.String) config.Set($"values_{c}", ordered.Texts.AsEnumerable());
            else config.Set($"values_{c}", ordered.Integers.AsEnumerable());
            config.Set($"counts_{c}", ordered.Counts.AsEnumerable());
            if (!ordered.Documents.SequenceEqual(ordered.Counts)) config.Set($"documents_{c}", ordered.Documents.AsEnumerable());
        }
    }

    /// <inheritdoc/>
    public static VocabularyState ReadState(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var sizes = config.OptionalIntegers("sizes") ?? [];
        var type = config.OptionalText("type") switch
        {
            null => (DType?)null,
            "string" => DType.String,
            "int64" => DType.Int64,
            _ => throw Throw.StateOfValues("a type that is neither string nor int64")
        };
        var (perColumn, limit, rows) = (config.Flag("per_column", false), config.Whole("limit"), config.Integer("rows"));
        if (sizes.Count is 0 or > 32 || sizes.Any(size => size < -1) || limit < 1 || rows < 0
            || (perColumn && (sizes.Count > 2 || sizes[^1] > 1 << 20)))
            throw Throw.StateOfValues("impossible sizes");
        var shape = Shape.Create([.. sizes.Select((size, axis) => size >= 0 ? (Dim)size : $"axis_{axis}")]);
        if (perColumn && sizes.Count == 2 && sizes[1] < 0) throw Throw.StateOfValues("no number of columns");
        var state = new VocabularyState(shape, type, perColumn, limit) { _rows = rows, Cutting = ReadCutting(config) };
        if (state.Cutting is not null && (type != DType.String || perColumn)) throw Throw.StateOfValues("tokens of values that are not " +
            "texts");
        for (var c = 0; c < state._columns.Length; c++)
        {
            var (counts, documents) = (config.OptionalIntegers($"counts_{c}") ?? [], config.OptionalIntegers($"documents_{c}"));
            if (type == DType.String) Fill(state, c, config.OptionalTexts($"values_{c}") ?? [], counts, documents);
            else Fill(state, c, config.OptionalIntegers($"values_{c}") ?? [], counts, documents);
        }
        return state;
    }

    private static VocabularyState Of<T>(long rows, DType type, IReadOnlyList<IEnumerable<KeyValuePair<T, long>>> columns, bool perColumn,
        int distinctLimit, IReadOnlyList<string>? columnNames)
        where T : notnull
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentNullException.ThrowIfNull(columns);
        if (!perColumn && columns.Count != 1) throw Throw.OneColumnExpected(columns.Count);
        var state = new VocabularyState(Shape.Create(["batch", columns.Count]), type, perColumn, distinctLimit) { _rows = rows };
        state.Names = columnNames is null ? null : Layers.FeatureNames.Of(columnNames, state.Features, null);
        for (var c = 0; c < columns.Count; c++)
            foreach (var (value, count) in columns[c])
                if (state.Fault(c, value, count, count) is { } fault) throw Throw.GivenValues(c, fault);
        return state;
    }

    private static void Fill<T>(VocabularyState state, int c, IReadOnlyList<T> values, IReadOnlyList<long> counts,
        IReadOnlyList<long>? documents)
        where T : notnull
    {
        if (values.Count != counts.Count || (documents ?? counts).Count != counts.Count)
            throw Throw.StateOfValues($"not one count for each value of column {c}");
        for (var i = 0; i < values.Count; i++)
            if (state.Fault(c, values[i], counts[i], (documents ?? counts)[i]) is { } fault)
                throw Throw.StateOfValues($"in column {c} {fault}");
    }

    // Adds the counts of a value in a file or a query, or returns their fault.
    private string? Fault<T>(int c, T value, long count, long documents)
        where T : notnull
    {
        if (value is null) return "a value that is null";
        if (count < 1 || documents < 1 || documents > count || documents > _rows || _columns[c].Total > long.MaxValue - count)
            return $"the value '{value}' counted {count} times in {documents} documents of {_rows}";
        var before = _columns[c].Distinct;
        if (value is string text) _columns[c].OfTexts.Add(Utf8Text.WellFormed(text), count, documents);
        else _columns[c].OfIntegers.Add((long)(object)value, count, documents);
        if (_columns[c].Distinct == before) return $"the value '{value}' twice";
        if (_columns[c].Distinct > DistinctLimit) return $"more than {Nouns.Of(DistinctLimit, "distinct value")}, which is the limit";
        _columns[c].Seen(count);
        return null;
    }
}
