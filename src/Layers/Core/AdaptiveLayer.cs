namespace Layers;

/// <summary>A layer that learns its state from data with <c>Adapt</c> instead of by training.</summary>
/// <remarks>Data is passed over once, in float64, on all cores. A layer of your own says which axes keep numbers of their own and what it
/// takes from the statistics; until it was adapted, a model with it refuses to train, predict and save.</remarks>
public abstract class AdaptiveLayer : Layer
{
    /// <summary>Starts a layer.</summary>
    /// <param name="name">Unique within a model; <see langword="null"/> for the class's name in snake case, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    protected AdaptiveLayer(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    /// <summary>What <c>Adapt</c> does with missing values (NaN); default <see cref="MissingValues.Throw"/>.</summary>
    public MissingValues MissingValues { get; set; }

    /// <summary>What <c>Adapt</c> stores for features that do not vary; default <see cref="ConstantFeatures.UnitVariance"/>.</summary>
    public ConstantFeatures ConstantFeatures { get; set; }

    /// <summary>Whether it has its state, from <c>Adapt</c>, from its constructor or from a file.</summary>
    public virtual bool IsAdapted => Statistics is not null || IsRestored;

    /// <summary>What the last <c>Adapt</c> saw; <see langword="null"/> before, and after loading a file that does not say.</summary>
    public AdaptReport? Report => Statistics?.Report(MissingValues);

    /// <summary>The state of the one pass, in float64.</summary>
    internal FeatureStatistics? Statistics { get; private set; }

    /// <summary>Whether a file gave it its weights.</summary>
    internal bool IsRestored { get; set; }

    /// <summary>Learns from data, afresh.</summary>
    /// <param name="data">Numbers with the batch first: <c>(rows, features)</c> or more axes.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <returns>What was seen: rows, and for each feature count, missing, mean, variance, range, and whether it is constant.</returns>
    /// <exception cref="LayerException">The data has no rows or another shape than the layer was built for.</exception>
    /// <exception cref="ArgumentException">The data holds infinities, or NaN under <see cref="MissingValues.Throw"/>; the message names feature and row.</exception>
    public AdaptReport Adapt(TensorData data, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Adapt([data], progress, cancellation);
    }

    /// <summary>Learns from batches, afresh, in one pass; the result is that of all rows at once.</summary>
    /// <param name="batches">One or more, of equal sizes but for the first.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="cancellation">Stops the pass; the layer then is what it was.</param>
    /// <inheritdoc cref="Adapt(TensorData, IProgress{long}, CancellationToken)"/>
    public AdaptReport Adapt(IEnumerable<TensorData> batches, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        RefuseAdapt();
        FeatureStatistics? statistics = null;
        Shape? seen = null;
        var axes = Array.Empty<int>();
        foreach (var batch in batches)
        {
            if (batch is null) throw Throw.NoBatch(this);
            if (seen is null)
            {
                axes = FeatureAxes(batch.Shape.Rank);
                seen = Blank(batch.Shape, axes);
                if (IsBuilt && !Fits(batch.Shape, InputShape!)) throw Throw.OtherShapeThanBuilt(this, InputShape!, batch.Shape);
                statistics = new FeatureStatistics(checked((int)StatisticsPass.FeatureCount(batch.Shape, axes)));
            }
            if (!Fits(batch.Shape, seen)) throw Throw.OtherShapeThanBefore(this, seen, batch.Shape);
            StatisticsPass.Observe(statistics!, batch, new StatisticsRequest(axes) { Missing = MissingValues, Layer = ToString(), Progress = progress, Cancellation = cancellation });
        }
        if (statistics is null || statistics.Rows == 0) throw Throw.NoRows(this);
        // Everything that can fail comes before the first change.
        var learned = statistics.Learned(MissingValues, ConstantFeatures, ToString());
        BuildFor(seen!);
        Learn(statistics, learned.Mean, learned.Variance);
        Statistics = statistics;
        return Report!;
    }

    /// <summary>Which axes keep numbers of their own, ascending; the statistics are over all others.</summary>
    /// <param name="rank">The rank of the data, with the batch.</param>
    protected abstract int[] FeatureAxes(int rank);

    /// <summary>Takes the layer's state from what one pass saw.</summary>
    /// <param name="report">Counts, means, variances and ranges by feature; features are numbered in row-major order over the feature axes.</param>
    /// <param name="mean">The mean to store, one a feature.</param>
    /// <param name="variance">The variance to store, one a feature: 1 for a constant feature under <see cref="ConstantFeatures.UnitVariance"/>.</param>
    protected abstract void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance);

    /// <summary>Stops an <c>Adapt</c> that makes no sense, as when the constructor gave the state.</summary>
    private protected virtual void RefuseAdapt()
    {
    }

    /// <summary>Takes the float64 state that a file kept beside the weights; null where it keeps none.</summary>
    internal void Restore(FeatureStatistics? statistics) => Statistics = statistics;

    // A layer of a user's own may throw with half of its weights set.
    private void Learn(FeatureStatistics statistics, double[] mean, double[] variance)
    {
        var before = Weights.Select(weight => (Weight: weight, weight.Value)).ToList();
        try
        {
            Learn(statistics.Report(MissingValues), mean, variance);
        }
        catch
        {
            foreach (var (weight, value) in before) weight.Value = value;
            throw;
        }
    }

    // The batch is left open, and so is every axis that keeps no numbers: other data may have other sizes there.
    private static Shape Blank(Shape shape, int[] axes) =>
        [.. shape.Select((dim, axis) => axes.Contains(axis) || axis > 0 ? dim : "batch")];

    private static bool Fits(Shape data, Shape built) =>
        data.Rank == built.Rank && data.Zip(built).All(pair => !pair.Second.IsKnown || pair.First == pair.Second);
}
