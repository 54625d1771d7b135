namespace Layers;

/// <summary>Checks the shapes for metrics before the first batch, because a wrong shape would broadcast and give wrong counts.</summary>
internal static class MetricShapes
{
    /// <summary>Throws unless there is one label for each value of the output.</summary>
    public static void RequireSame(string metric, Shape labels, Shape output)
    {
        var (a, b) = (Trimmed(labels, output), Trimmed(output, labels));
        if (!a.MayBe(b)) throw Throw.WrongMetricLabels(metric, output, labels);
    }

    /// <summary>Throws unless the output is rows of numbers with one label for each number.</summary>
    public static void RequireColumns(string metric, Shape labels, Shape output)
    {
        if (output.Rank != 2 || !output[1].IsKnown) throw Throw.NeedsColumns(metric, output);
        RequireSame(metric, labels, output);
    }

    private static Shape Trimmed(Shape shape, Shape other) => shape.Rank == other.Rank + 1 && shape[^1] == 1 ? shape[..^1] : shape;
}
