using Layers.Graphs;

namespace Layers;

/// <summary>A layer that learns from statistics of numbers: counts, means, variances, ranges and quantiles of each feature.</summary>
/// <remarks>The layer reads the data once, in float64, on all cores. A custom layer chooses which axes hold features and what it takes from
/// the statistics; a custom scaler is shorter as a <see cref="FeatureTransform"/>.</remarks>
public abstract class NumericAdaptiveLayer : AdaptiveLayer<NumericState>
{
    // Images have a hundred thousand features; quantiles of each would take gigabytes and be of no use.
    private const long MostProfiled = 256;

    /// <summary>Initializes the layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for the class's name in snake case, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    protected NumericAdaptiveLayer(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    /// <summary>The policy of <c>Adapt</c> for missing values (NaN); default <see cref="MissingValues.Throw"/>.</summary>
    public MissingValues MissingValues { get; set; }

    /// <summary>The policy of <c>Adapt</c> for features that do not vary; default <see cref="ConstantFeatures.UnitVariance"/>.</summary>
    public ConstantFeatures ConstantFeatures { get; set; }

    /// <inheritdoc/>
    public sealed override AdaptReport? Report =>
        LearnedFrom is { State: NumericState state, Policy: NumericPolicy policy }
            ? state.Statistics.Report(policy.MissingValues, state.Names, feature => RemarkOn(feature, policy.ConstantFeatures)) : null;

    /// <inheritdoc/>
    protected internal sealed override bool TakesRowWeights => true;

    /// <inheritdoc/>
    protected internal sealed override SummaryRequest? Summary =>
        HasFeatureForEachColumn ? new NumericSummary(NeedsQuantiles ? QuantilePrecision.Full : QuantilePrecision.Sampled) : null;

    /// <inheritdoc/>
    protected internal sealed override bool HasFeatureForEachColumn => FeatureAxes(2).AsSpan().SequenceEqual([1]);

    /// <summary>Whether the layer learns from <see cref="FeatureReport.Quantile"/>; default false. If false, the layer still keeps
    /// quantiles for <c>Model.Check</c>, at a lower precision and only for up to 256 features.</summary>
    protected internal virtual bool NeedsQuantiles => false;

    /// <summary>Whether the layer can learn from a feature that is missing in every row.</summary>
    private protected virtual bool LearnsFromEmpty => false;

    /// <summary>Returns the layer's remark on a feature that it learned, for the report; null for none.</summary>
    /// <param name="feature">The statistics of the feature.</param>
    /// <param name="constant">The policy for features that do not vary.</param>
    private protected virtual string? RemarkOn(FeatureReport feature, ConstantFeatures constant) => null;

    /// <summary>Returns the axes that hold features, in ascending order; statistics are taken over all other axes.</summary>
    /// <param name="rank">The rank of the data, including the batch.</param>
    protected abstract int[] FeatureAxes(int rank);

    /// <summary>Sets the layer's weights from the statistics of one pass.</summary>
    /// <param name="report">Counts, means, variances and ranges by feature; features are numbered in row-major order over the feature
    /// axes.</param>
    /// <param name="mean">The mean to store, one for each feature.</param>
    /// <param name="variance">The variance to store, one for each feature: 1 for a constant feature under
    /// <see cref="ConstantFeatures.UnitVariance"/>.</param>
    protected abstract void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance);

    /// <inheritdoc/>
    protected sealed override NumericState CreateState(Shape batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var axes = FeatureAxes(batch.Rank);
        if (axes.Length > 0 && axes[^1] >= batch.Rank) throw Throw.NoSuchAxis(ToString(), axes[^1], batch);
        var features = checked((int)StatisticsPass.FeatureCount(batch, axes));
        var quantiles = NeedsQuantiles
            ? QuantilePrecision.Full : features <= MostProfiled ? QuantilePrecision.Sampled : QuantilePrecision.None;
        return new NumericState(new FeatureStatistics(features, quantiles), FeatureLayout.Of(batch, axes));
    }

    /// <inheritdoc/>
    protected sealed override string? Misfit(NumericState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var axes = FeatureAxes(state.Layout.Rank);
        return axes.AsSpan().SequenceEqual(state.Layout.Kept) ? null : axes.Length == 0 ? "one feature over all" : "features on axis " +
            $"{string.Join(", ", axes)}";
    }

    /// <inheritdoc/>
    protected sealed override void Learn(NumericState state) => Learning(state)();

    internal sealed override TensorData InRank(TensorData data) =>
        data.Shape.Rank == 1 && (!IsBuilt || (InputShape!.Rank == 2 && InputShape[1] == 1)) && HasFeatureForEachColumn
            ? data.Reshape([data.Shape[0], 1]) : data;

    internal sealed override bool Refuses(AdaptState state) =>
        MissingValues == MissingValues.Throw && state is NumericState { Statistics: var seen }
            && Enumerable.Range(0, seen.Features).Any(feature => seen.Missing(feature) > 0);

    private protected sealed override object Policies => new NumericPolicy(MissingValues, ConstantFeatures);

    private protected sealed override Action Learning(AdaptState state)
    {
        var (statistics, names) = (((NumericState)state).Statistics, state.Names);
        var (mean, variance) = statistics.Learned(LearnsFromEmpty && MissingValues == MissingValues.Ignore
            ? MissingValues.Propagate : MissingValues, ConstantFeatures, ToString(), names);
        if (NeedsQuantiles && statistics.Quantiles == QuantilePrecision.None) throw Throw.StateWithoutQuantiles(this);
        return () => Learn(statistics.Report(MissingValues, names), mean, variance);
    }

    /// <summary>Throws if an input is not numeric, or has other features than the layer was built for.</summary>
    private protected void RequireBuiltFor(Value x)
    {
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank != InputShape!.Rank) throw Throw.WrongRank(this, $"rank {InputShape.Rank}, as it was built for", x.Shape);
        foreach (var axis in FeatureAxes(x.Shape.Rank))
            if (x.Shape[axis] != InputShape[axis])
                throw Throw.WrongFeatures(this, axis, InputShape[axis], x.Shape);
    }
}
