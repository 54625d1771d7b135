namespace Layers;

/// <summary>How one batch is to be observed.</summary>
/// <param name="KeptAxes">The axes whose every index is a feature of its own, ascending, none negative; empty: one feature over
/// all.</param>
internal sealed record StatisticsRequest(params int[] KeptAxes)
{
    /// <summary>What a missing value does; only <see cref="MissingValues.Throw"/> matters here, the others when the state is
    /// read.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>How much each row of the batch's first axis counts, see <see cref="RowWeights"/>; null: one each.</summary>
    public double[]? RowWeights { get; init; }

    /// <summary>How much is kept to read quantiles from.</summary>
    public QuantilePrecision Quantiles { get; init; }

    /// <summary>The layer that learns, for messages.</summary>
    public string? Layer { get; init; }

    /// <summary>What the features are called, for messages.</summary>
    public string[]? Names { get; init; }

    /// <summary>Told now and then, and when all is read, how many rows the statistics have seen; called from worker threads, one at a
    /// time.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Stops the pass within about a millisecond; the statistics are then as they were.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How many threads may work; −1, the default, for as many as there are cores. The result does not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;
}
