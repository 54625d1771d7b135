namespace Layers;

/// <summary>Extensions that turn rows into examples to train on.</summary>
public static class RowSourceExamples
{
    /// <summary>Returns the rows as batches of features and labels, for <c>Fit</c>. Each enumeration reads the rows again, in another
    /// order.</summary>
    /// <remarks>Rows pass through a window: a random row of the window is returned, and the next row that is read takes its place. So a row
    /// is returned at most one window earlier than its position in the source, and the first batches come from the beginning of the source.
    /// Shuffle data that are sorted by label before you store them, or use a window as long as the data. The order depends on the seed and
    /// on the number of earlier enumerations.</remarks>
    /// <param name="source">The rows.</param>
    /// <param name="labels">The columns that are labels; all other columns are features, in their order.</param>
    /// <param name="batchSize">The number of rows of a batch, 1 or more; default 32. The last batch may be smaller.</param>
    /// <param name="window">The number of rows of the window; default 65,536; 1 keeps the order of the source.</param>
    /// <param name="seed">The seed of the random order; default 0.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <returns>Pairs <c>(rows, features)</c> and <c>(rows, labels)</c>, and the names of their columns: float32 if the source returns
    /// float32, else float64.</returns>
    /// <exception cref="ArgumentException">A label is not a column, or is given twice; there are no labels, or no features.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size or the window is not positive.</exception>
    /// <exception cref="RowSourceException">While enumerating: the rows cannot be read.</exception>
    /// <example><code>model.Fit(trips.Examples(["fare"], batchSize: 1024), epochs: 5);</code></example>
    public static StreamedExamples Examples(
        this RowSource source, IReadOnlyList<string> labels, int batchSize = 32, int window = 1 << 16, int seed = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        source.Prepare(cancellation);
        var columns = source.Columns;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            if (label is null || !columns.Contains(label, StringComparer.Ordinal)) throw Throw.NoSuchLabel(source, label);
            if (!taken.Add(label)) throw Throw.LabelTwice(source, label);
        }
        if (taken.Count == 0) throw Throw.NoLabels(source);
        var features = Enumerable.Range(0, columns.Count).Where(i => !taken.Contains(columns[i])).ToArray();
        if (features.Length == 0) throw Throw.NoFeatures(source);
        var labelIndices = labels.Select(label => columns.TakeWhile(column => column != label).Count()).ToArray();
        return new StreamedExamples(source, features, labelIndices, batchSize, window, seed, cancellation)
        {
            FeatureNames = [.. features.Select(i => columns[i])],
            LabelNames = [.. labels],
        };
    }
}
