namespace Layers;

/// <summary>How well quantiles are known.</summary>
public enum QuantilePrecision
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>From a sample, at hardly any cost: for a look at the data, and for <c>Model.Check</c>. In the pass over data in memory,
    /// about a thousand rows, spread over all of them: a rank is off by 1.6 % of all rows, as a standard deviation.</summary>
    Sampled = 1,

    /// <summary>Well enough to learn from: every row counts; in the pass over data in memory, of the first 2²⁰, then fewer, which is a
    /// tenth of the sketch's own error.</summary>
    Full = 2,
}
