namespace Layers;

/// <summary>Measures the importance of columns by shuffling them.</summary>
internal static class Importance
{
    private const int BatchSize = 1024;

    /// <summary>Measures the importance of all columns.</summary>
    /// <param name="model">The model, which is compiled.</param>
    /// <param name="examples">The rows, with labels.</param>
    /// <param name="columns">The places of the columns in the tensors of the examples.</param>
    /// <param name="options">The number of repeats and of rows.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <returns>The importances, in descending order of the increase.</returns>
    public static IReadOnlyList<FeatureImportance> Of(Model model, Examples examples, IReadOnlyList<ImportanceColumn> columns,
        ReportOptions options, CancellationToken cancellation)
    {
        // The rows are copied, because they are shuffled in place.
        var drawn = RandomKey.Permutation(RandomKey.Mix(options.Seed, 0), examples.Rows)[..Math.Min(examples.Rows, options.ImportanceRows)];
        var rows = examples.Take(drawn);
        using var measured = new Trainer(model, model.Objective!).Repeat(rows,
            model.Inputs is [{ BatchSize: { } fixedSize }, ..] ? fixedSize : BatchSize);
        var loss = measured.Measure(cancellation);
        var found = new FeatureImportance[columns.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var key = RandomKey.Mix(options.Seed, columns[i].Name);
            found[i] = Of(columns[i], rows, loss, () => measured.Measure(cancellation), key, options.Repeats);
        }
        return [.. found.OrderByDescending(each => each.Increase)];
    }

    private static FeatureImportance Of(ImportanceColumn column, Examples rows, double loss, Func<double> measure, long key, int repeats)
    {
        var x = rows.X[column.Input];
        var kept = column.Of(x);
        var increases = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            column.Write(x, kept, RandomKey.Permutation(RandomKey.Mix(key, i), rows.Rows));
            increases[i] = measure() - loss;
        }
        column.Write(x, kept, null);
        var mean = increases.Average();
        return new FeatureImportance(column.Name, loss, mean, Math.Sqrt(increases.Average(each => (each - mean) * (each - mean))));
    }
}
