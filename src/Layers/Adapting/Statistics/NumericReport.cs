namespace Layers;

/// <summary>The report of an <c>Adapt</c> on numbers, feature by feature.</summary>
internal sealed class NumericReport(long rows, IReadOnlyList<FeatureReport> features) : AdaptReport(rows)
{
    public override IReadOnlyList<FeatureReport> Features => features;

    /// <summary>Returns a table with a line for each of the first 100 features, by name or index, and then the number of other
    /// features.</summary>
    public override string ToString() => AdaptReportText.Of(this);
}
