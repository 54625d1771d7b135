namespace Layers;

/// <summary>What <c>Adapt</c> saw of the data.</summary>
/// <remarks><see cref="ToString"/> is for people, the properties are for programs. A state of another kind than numbers has a report of its
/// own kind, derived from this.</remarks>
public abstract class AdaptReport
{
    /// <summary>A report.</summary>
    /// <param name="rows">How many rows were seen.</param>
    protected AdaptReport(long rows) => Rows = rows;

    /// <summary>How many rows were seen: the product of the sizes that statistics are taken over; rows of weight 0 are not
    /// counted.</summary>
    public long Rows { get; }

    /// <summary>The statistics of numbers, one entry a feature, in order; none where the layer learns something else.</summary>
    public virtual IReadOnlyList<FeatureReport> Features => [];

    /// <summary>The features that were the same, up to rounding, in every row; a model learns nothing from them.</summary>
    public IEnumerable<FeatureReport> Constant => Features.Where(f => f.IsConstant);

    /// <summary>What was seen, in words or as a table.</summary>
    public abstract override string ToString();
}
