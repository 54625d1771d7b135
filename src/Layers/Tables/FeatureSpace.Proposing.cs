namespace Layers;

public sealed partial class FeatureSpace
{
    // The text of a file for a missing one, where a column has empty ones as well.
    private const string Missing = "(missing)";

    /// <summary>What was proposed for each column, and why; <see langword="null"/> for a space that was not proposed. <c>Add</c>,
    /// <c>Replace</c> and <c>Remove</c> change it; no file has it.</summary>
    public Proposal? Proposal { get; private set; }

    /// <summary>Looks at the first rows of a source and proposes layers for each column, with the reason. It learns nothing: <c>Adapt</c>
    /// does.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="label">The column of labels, which is left out.</param>
    /// <param name="options">How many rows are looked at, and what many is; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>A space whose <see cref="Proposal"/> prints; <c>Replace</c>, <c>Remove</c> and <c>Add</c> change it.</returns>
    /// <remarks>Numbers are filled where they are missing, and normalized. Few different texts become a column each, many go into bins by
    /// their hash, and texts of several words are counted by their words. A text or a word that the layers did not learn goes into the
    /// column <c>[UNK]</c>, the first of its feature, or into the bin of its hash: none is refused. A column is left out that has one
    /// value, none, or another in each row, as identifiers have. Source of the rules: skrub's
    /// <see href="https://skrub-data.org/stable/reference/generated/skrub.TableVectorizer.html">TableVectorizer</see>.</remarks>
    /// <exception cref="ArgumentException">There is no such column, or no row.</exception>
    /// <exception cref="RowSourceException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example><code>
    /// var space = FeatureSpace.Propose(training, label: "Species");
    /// Console.WriteLine(space.Proposal);                              // column | layers | why
    /// space.Adapt(training);
    /// </code></example>
    public static FeatureSpace Propose(RowSource rows, string label, ProposeOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(label);
        options ??= new();
        rows.Prepare(cancellation);
        if (!rows.Columns.Contains(label, StringComparer.Ordinal)) throw Throw.NoSuchLabel(rows, label);
        var columns = rows.Columns.Zip(rows.Types).Where(pair => pair.First != label).Select(pair => new ColumnSample(pair.First, pair.Second)).ToList();
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
        space.Proposal = new Proposal(proposed.Select(column => new ProposedColumn(column.Name, column.Proposal.Feature is { } feature ? global::Layers.Proposal.LayersOf(feature) : "", column.Proposal.Reason)));
        return space;
    }
}
