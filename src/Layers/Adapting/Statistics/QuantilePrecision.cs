namespace Layers;

/// <summary>The precision of quantiles.</summary>
public enum QuantilePrecision
{
    /// <summary>No quantiles.</summary>
    None = 0,

    /// <summary>Quantiles from a sample, at almost no cost: for a look at the data, and for <c>Model.Check</c>. In the pass over data in
    /// memory, the sample has about a thousand rows from all parts of the data: a rank has a standard error of 1.6 % of all rows.</summary>
    Sampled = 1,

    /// <summary>Quantiles precise enough to learn from: every row counts. In the pass over data in memory, every one of the first 2²⁰ rows
    /// counts, and then a sample, whose error is a tenth of the sketch's own error.</summary>
    Full = 2,
}
