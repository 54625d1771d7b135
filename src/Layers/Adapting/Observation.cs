namespace Layers;

/// <summary>What one layer sees of a pass over data: batches go in, and at the end the state comes out. The layer itself does not change.</summary>
/// <param name="layer">The layer.</param>
/// <param name="from">What was seen before, to go on from; null to start afresh.</param>
/// <param name="featureNames">What the features are called; null where nobody says.</param>
/// <param name="progress">Told the rows seen so far.</param>
/// <param name="cancellation">Stops the pass.</param>
internal sealed class Observation(AdaptiveLayer layer, AdaptState? from, IReadOnlyList<string>? featureNames, IProgress<long>? progress, CancellationToken cancellation)
{
    // Images have a hundred thousand features; a profile of each helps nobody and takes gigabytes.
    private const long MostProfiled = 256;

    private FeatureStatistics? _statistics;
    private FeatureLayout? _space;
    private Shape? _seen;
    private string[]? _names;

    /// <summary>How many batches were seen.</summary>
    public int Batches { get; private set; }

    /// <summary>Adds a batch.</summary>
    /// <param name="batch">With the batch first.</param>
    /// <param name="rowWeights">One number a row; null for one each.</param>
    public void Add(TensorData? batch, TensorData? rowWeights)
    {
        if (batch is null) throw Throw.NoBatch(layer);
        if (_seen is null) Start(batch);
        if (!batch.Shape.MayBe(_space!.Shape)) throw Throw.OtherShapeThanBefore(layer, _space.Shape, batch.Shape);
        _seen = Common(_seen!, batch.Shape, _space);
        StatisticsPass.Observe(_statistics!, batch, new StatisticsRequest(_space!.Kept)
        {
            Missing = layer.MissingValues,
            Quantiles = _statistics!.Quantiles,
            Layer = layer.ToString(),
            Names = _names,
            Progress = progress,
            Cancellation = cancellation,
            RowWeights = rowWeights is null ? null : RowWeights.Of(rowWeights, batch.Shape, _space.Kept, layer.ToString()),
        });
        Batches++;
    }

    /// <summary>What was seen, and the shape of the data.</summary>
    public (AdaptState State, Shape Data) Finish() =>
        _statistics is null || _statistics.Rows == 0 ? throw Throw.NoRows(layer) : (new AdaptState(_statistics, _space!, _names), _seen!);

    private void Start(TensorData batch)
    {
        if (layer.IsBuilt && batch.Shape.Rank != layer.InputShape!.Rank) throw Throw.OtherShapeThanBuilt(layer, layer.InputShape, batch.Shape);
        var axes = layer.AxesOf(batch.Shape.Rank);
        if (axes.Length > 0 && axes[^1] >= batch.Shape.Rank) throw Throw.NoSuchAxis(layer.ToString(), axes[^1], batch.Shape);
        _space = FeatureLayout.Of(batch.Shape, axes);
        if (layer.IsBuilt && !_space.Shape.MayBe(layer.InputShape!)) throw Throw.OtherShapeThanBuilt(layer, layer.InputShape!, batch.Shape);
        if (from is not null && !_space.Equals(from.Space)) throw Throw.StateOfOtherFeatures(layer, _space.ToString(), from.Space);
        var features = checked((int)StatisticsPass.FeatureCount(batch.Shape, axes));
        _names = FeatureNames.Join(layer.State?.Names, featureNames is null ? null : FeatureNames.Of(featureNames, features, layer.ToString()), layer.ToString());
        _statistics = from is null ? new FeatureStatistics(features, Quantiles(features)) : new FeatureStatistics(from.Statistics);
        _seen = batch.Shape;
    }

    private QuantilePrecision Quantiles(int features) =>
        layer.NeedsQuantiles ? QuantilePrecision.Full : features <= MostProfiled ? QuantilePrecision.Sampled : QuantilePrecision.None;

    // Statistics are taken over every axis that keeps no numbers of its own: batches may differ there, and sizes that they do not share, as well as that of the batch, are open.
    private static Shape Common(Shape seen, Shape batch, FeatureLayout space)
    {
        for (var axis = 0; axis < seen.Rank; axis++)
            if (!space.Kept.Contains(axis) && (axis == 0 || seen[axis] != batch[axis]))
                seen = seen.With(axis, space.Shape[axis]);
        return seen;
    }
}
