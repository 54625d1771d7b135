namespace Layers;

/// <summary>The settings for the observation of one batch.</summary>
/// <param name="KeptAxes">The axes on which each index is a feature, in ascending order, none negative; empty for one feature over all
/// axes.</param>
internal sealed record StatisticsRequest(params int[] KeptAxes)
{
    /// <summary>The policy for missing values. Only <see cref="MissingValues.Throw"/> affects the pass; the other policies apply when the
    /// state is read.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>The weight of each row of the batch's first axis, see <see cref="RowWeights"/>; null gives each row the weight 1.</summary>
    public double[]? RowWeights { get; init; }

    /// <summary>The precision of the quantiles to keep.</summary>
    public QuantilePrecision Quantiles { get; init; }

    /// <summary>The layer that learns, for messages.</summary>
    public string? Layer { get; init; }

    /// <summary>The names of the features, for messages.</summary>
    public string[]? Names { get; init; }

    /// <summary>Receives the number of rows in the statistics, from time to time and at the end; worker threads call it, one at a
    /// time.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Cancels the pass within about a millisecond; the statistics then stay unchanged.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The number of threads to use; −1, the default, for the number of cores. The result does not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;
}
