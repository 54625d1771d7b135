using Layers.Graphs;

namespace Layers;

/// <summary>A state of numbers: float64 statistics of each feature, see <see cref="AdaptState"/>.</summary>
/// <remarks>The state holds no policy; the layer that takes it has its own for missing values and constant features. States are merged by
/// the formula of Chan, Golub and LeVeque (1979), so parts in any order give the same result as all rows, up to rounding.</remarks>
public sealed class NumericState : AdaptState
{
    internal NumericState(FeatureStatistics statistics, FeatureLayout layout, string[]? names = null)
    {
        (Statistics, Layout, Names) = (statistics, layout, names);
        DataShape = layout.Shape;
    }

    /// <summary>The number of rows: the product of the sizes of the axes that statistics are taken over.</summary>
    public override long Rows => Statistics.Rows;

    /// <inheritdoc/>
    public override int Features => Statistics.Features;

    /// <inheritdoc/>
    public override Shape DataShape { get; }

    /// <summary>The statistics of each feature; means and variances are over the values that are not missing.</summary>
    public override AdaptReport Report => Statistics.Report(MissingValues.Ignore, Names);

    /// <summary>The statistics; they do not change once the state is public.</summary>
    internal FeatureStatistics Statistics { get; }

    /// <summary>The axes that hold the features, and their sizes.</summary>
    internal FeatureLayout Layout { get; }

    /// <summary>Returns the state of some columns of rows <c>(rows, columns)</c>.</summary>
    internal NumericState Of(IReadOnlyList<int> columns) =>
        new(Statistics.Of(columns), new FeatureLayout(2, [1], [columns.Count]),
            Names is { } names ? [.. columns.Select(column => names[column])] : null);

    internal override string Description => Layout.ToString();

    internal override bool ReportsProgress => true;

    /// <inheritdoc/>
    protected internal override void Add(AdaptBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        StatisticsPass.Observe(Statistics, batch.Features, new StatisticsRequest(Layout.Kept)
        {
            Missing = (batch.Learner as NumericAdaptiveLayer)?.MissingValues ?? MissingValues.Ignore,
            Quantiles = Statistics.Quantiles,
            Layer = batch.Layer,
            Names = Names,
            Progress = batch.Progress,
            Cancellation = batch.Cancellation,
            RowWeights = batch.Weights(Layout.Kept),
        });
    }

    /// <inheritdoc/>
    protected internal override void AddState(AdaptState other) => Statistics.Merge(((NumericState)other).Statistics, null, Names);

    /// <inheritdoc/>
    protected internal override AdaptState Copy() => new NumericState(new FeatureStatistics(Statistics), Layout);

    /// <inheritdoc/>
    protected internal override IReadOnlyList<FeatureSkew> Compare(IEnumerable<AdaptBatch> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CompareAndKeep(rows, "").Findings;
    }

    internal override ComparedRows CompareAndKeep(IEnumerable<AdaptBatch> rows, string missingText)
    {
        var seen = new FeatureStatistics(Features, QuantilePrecision.Full);
        foreach (var batch in rows)
            StatisticsPass.Observe(seen, batch.Features,
                new StatisticsRequest(Layout.Kept)
                {
                    Missing = MissingValues.Ignore,
                    Quantiles = QuantilePrecision.Full,
                    Layer = batch.Layer,
                    Names = Names
                });
        return new ComparedRows([.. SkewCheck.Of(this, seen)], seen.Report(MissingValues.Ignore, Names));
    }
}
