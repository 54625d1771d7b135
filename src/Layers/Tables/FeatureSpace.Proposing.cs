namespace Layers;

public sealed partial class FeatureSpace
{
    // The text that replaces a missing text if a column also has empty texts.
    private const string Missing = "(missing)";

    /// <summary>The proposal for each column, with the reason; <see langword="null"/> for a space that was not proposed. <c>Add</c>,
    /// <c>Replace</c> and <c>Remove</c> change it. Files do not store it.</summary>
    public Proposal? Proposal { get; private set; }

    /// <summary>Looks at the first rows of a source and proposes layers for each column, with a reason. Nothing is learned; call
    /// <c>Adapt</c> afterwards.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="label">The label column, which is left out.</param>
    /// <param name="options">The number of rows to look at, and the limits of the rules; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">A token that cancels reading.</param>
    /// <returns>A space with a printable <see cref="Proposal"/>. <c>Replace</c>, <c>Remove</c> and <c>Add</c> change the space and its
    /// proposal.</returns>
    /// <remarks>Numbers are normalized, and missing numbers are filled first. Texts with few distinct values get an output column for each
    /// value; texts with many are hashed into bins; texts of several words become TF-IDF weights of their words. An unknown text or word
    /// goes into the output column <c>[UNK]</c>, the first of its feature, or into the bin of its hash: none is refused. Dates become
    /// numbers such as the year, the month and the weekday. A column is left out if it has no value, one value in all rows, or values like
    /// identifiers: short texts that all differ, or whole numbers that all differ and are nearly consecutive. Source of the rules: skrub's
    /// <see href="https://skrub-data.org/stable/reference/generated/skrub.TableVectorizer.html">TableVectorizer</see>.</remarks>
    /// <exception cref="ArgumentException">There is no label column of that name, or there are no rows.</exception>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    /// <example><code>
    /// var space = FeatureSpace.Propose(training, label: "Species");
    /// Console.WriteLine(space.Proposal);                              // column | layers | why
    /// space.Adapt(training);
    /// </code></example>
    public static FeatureSpace Propose(RowSource rows, string label, ProposeOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(label);
        options ??= new();
        rows.Prepare(cancellation);
        if (!rows.Columns.Contains(label, StringComparer.Ordinal)) throw Throw.NoSuchLabel(rows, label);
        var columns = rows.Columns.Zip(rows.Types).Where(pair => pair.First != label)
            .Select(pair => new ColumnSample(pair.First, pair.Second)).ToList();
        var left = options.SampleRows;
        foreach (var table in rows.ReadTables(Math.Min(options.SampleRows, 1 << 16), cancellation))
        {
            var sample = table.RowCount > left ? table[..left] : table;
            foreach (var column in columns) column.Add(sample[column.Name]);
            left -= sample.RowCount;
            if (left == 0) break;
        }
        if (left == options.SampleRows) throw Throw.NothingToProposeFrom(rows);

        var proposed = columns.ConvertAll(column => (column.Name, Proposal: Proposing.Of(column, options)));
        var isMixed = columns.Exists(column => column is { Type: ColumnType.Text, HasEmpty: true, Missing: > 0 });
        var space = new FeatureSpace { MissingText = isMixed ? Missing : null };
        foreach (var (_, (feature, _)) in proposed)
            if (feature is not null) space.Add(feature);
        space.Proposal = new Proposal(proposed.Select(column => new ProposedColumn(column.Name,
            column.Proposal.Feature is { } feature ? global::Layers.Proposal.LayersOf(feature) : "", column.Proposal.Reason)));
        return space;
    }
}
