namespace Layers;

/// <summary>Rows as examples to train on.</summary>
public static class RowSourceExamples
{
    /// <summary>The rows as batches of features and labels, for <c>Fit</c>: read again, and in another order, each time they are
    /// enumerated.</summary>
    /// <remarks>Rows pass through a window: a row is drawn from it at random and the next one read takes its place. So a row may leave
    /// early, but not more than a window before its turn, and the first batches come from the beginning of the source: data sorted by what
    /// is learned should be stored in random order, or the window be as long as the data. The order follows from the seed and from how
    /// often the examples were enumerated before.</remarks>
    /// <param name="source">The rows.</param>
    /// <param name="labels">The columns that are labels; all others are features, in their order.</param>
    /// <param name="batchSize">Rows of a batch, 1 or more; default 32. The last one may be smaller.</param>
    /// <param name="window">How many rows are held to draw from; default 65,536; 1 keeps the order of the source.</param>
    /// <param name="seed">Of the order; default 0.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Pairs <c>(rows, features)</c> and <c>(rows, labels)</c>, and the names of their columns: float32 where the source gives
    /// float32, else float64.</returns>
    /// <exception cref="ArgumentException">A label is no column, or is named twice; there are no labels, or no features.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size or the window is not positive.</exception>
    /// <exception cref="RowSourceException">While enumerating: the rows cannot be read.</exception>
    /// <example><code>model.Fit(trips.Examples(["fare"], batchSize: 1024), epochs: 5);</code></example>
    public static StreamedExamples Examples(
        this RowSource source, IReadOnlyList<string> labels, int batchSize = 32, int window = 1 << 16, int seed = 0, CancellationToken cancellation = default)
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
