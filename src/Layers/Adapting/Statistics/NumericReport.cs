namespace Layers;

/// <summary>What <c>Adapt</c> saw of numbers, feature by feature.</summary>
internal sealed class NumericReport(long rows, IReadOnlyList<FeatureReport> features) : AdaptReport(rows)
{
    public override IReadOnlyList<FeatureReport> Features => features;

    /// <summary>A table with a line for each of the first 100 features, by name or index, then how many more there are.</summary>
    public override string ToString() => AdaptReportText.Of(this);
}
