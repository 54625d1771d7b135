namespace Layers;

/// <summary>What shapes metrics can work on, checked before the first batch: a wrong one would broadcast and count something
/// else.</summary>
internal static class MetricShapes
{
    /// <summary>One label for each output number.</summary>
    public static void RequireSame(string metric, Shape labels, Shape output)
    {
        var (a, b) = (Trimmed(labels, output), Trimmed(output, labels));
        if (!a.MayBe(b)) throw Throw.WrongMetricLabels(metric, output, labels);
    }

    /// <summary>Rows of numbers, with one label for each.</summary>
    public static void RequireColumns(string metric, Shape labels, Shape output)
    {
        if (output.Rank != 2 || !output[1].IsKnown) throw Throw.NeedsColumns(metric, output);
        RequireSame(metric, labels, output);
    }

    private static Shape Trimmed(Shape shape, Shape other) => shape.Rank == other.Rank + 1 && shape[^1] == 1 ? shape[..^1] : shape;
}
