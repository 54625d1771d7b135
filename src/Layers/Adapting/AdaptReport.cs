namespace Layers;

/// <summary>What <c>Adapt</c> saw of the data, feature by feature.</summary>
/// <remarks><see cref="ToString"/> is a table to read; the properties are for programs.</remarks>
public sealed class AdaptReport
{
    internal AdaptReport(long rows, IReadOnlyList<FeatureReport> features)
    {
        Rows = rows;
        Features = features;
    }

    /// <summary>How many rows were seen: the product of the sizes that statistics are taken over; rows of weight 0 are not counted.</summary>
    public long Rows { get; }

    /// <summary>One entry a feature, in order.</summary>
    public IReadOnlyList<FeatureReport> Features { get; }

    /// <summary>The features that were the same, up to rounding, in every row; a model learns nothing from them.</summary>
    public IEnumerable<FeatureReport> Constant => Features.Where(f => f.IsConstant);

    /// <summary>A table with a line for each of the first 100 features, by name or index, then how many more there are.</summary>
    public override string ToString() => AdaptReportText.Of(this);
}
