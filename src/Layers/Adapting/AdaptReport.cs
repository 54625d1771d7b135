namespace Layers;

/// <summary>A report of the data that <c>Adapt</c> read.</summary>
/// <remarks><see cref="ToString"/> is for people, the properties are for programs. Each kind of state has its own kind of report, derived
/// from this class.</remarks>
public abstract class AdaptReport
{
    /// <summary>Creates a report.</summary>
    /// <param name="rows">The number of rows.</param>
    protected AdaptReport(long rows) => Rows = rows;

    /// <summary>The number of rows: the product of the sizes of the axes that statistics are taken over. Rows of weight 0 are not
    /// counted.</summary>
    public long Rows { get; }

    /// <summary>The statistics of numeric features, one entry for each feature, in order; empty if the layer does not learn statistics of
    /// numbers.</summary>
    public virtual IReadOnlyList<FeatureReport> Features => [];

    /// <summary>The features with the same value, up to rounding, in every row; a model learns nothing from them.</summary>
    public IEnumerable<FeatureReport> Constant => Features.Where(f => f.IsConstant);

    /// <summary>Returns the report as text or as a table.</summary>
    public abstract override string ToString();
}
