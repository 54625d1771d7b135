namespace Layers;

// How a layer comes to a state, and what it does with it.
public abstract partial class AdaptiveLayer
{
    /// <summary>Takes the float64 state that a file kept beside the weights; null where it keeps none that belongs to them.</summary>
    internal void Restore(AdaptState? state) => State = state;

    /// <summary>One pass over batches, which changes nothing here; it goes on from what was seen before, if anything.</summary>
    private (AdaptState State, Shape Data) Observe(
        AdaptState? from, IEnumerable<TensorData> batches, IProgress<long>? progress, IEnumerable<TensorData>? rowWeights, IReadOnlyList<string>? featureNames, CancellationToken cancellation)
    {
        FeatureStatistics? statistics = null;
        FeatureSpace? space = null;
        Shape? seen = null;
        string[]? names = null;
        using var weights = rowWeights?.GetEnumerator();
        var count = 0;
        foreach (var batch in batches)
        {
            if (batch is null) throw Throw.NoBatch(this);
            if (seen is null)
            {
                if (IsBuilt && !Fits(batch.Shape, InputShape!)) throw Throw.OtherShapeThanBuilt(this, InputShape!, batch.Shape);
                var axes = FeatureAxes(batch.Shape.Rank);
                if (axes.Length > 0 && axes[^1] >= batch.Shape.Rank) throw Throw.NoSuchAxis(ToString(), axes[^1], batch.Shape);
                space = FeatureSpace.Of(batch.Shape, axes);
                if (from is not null && !space.Equals(from.Space)) throw Throw.StateOfOtherFeatures(this, space.ToString(), from.Space);
                seen = Blank(batch.Shape, axes);
                statistics = from is null
                    ? new FeatureStatistics(checked((int)StatisticsPass.FeatureCount(batch.Shape, axes)))
                    : new FeatureStatistics(from.Statistics);
                names = FeatureNames.Join(State?.Names, featureNames is null ? null : FeatureNames.Of(featureNames, statistics.Features, ToString()), ToString());
            }
            if (!Fits(batch.Shape, seen)) throw Throw.OtherShapeThanBefore(this, seen, batch.Shape);
            if (weights is not null && !weights.MoveNext()) throw Throw.RowWeightsDoNotMatch(ToString(), count, more: false);
            StatisticsPass.Observe(statistics!, batch, new StatisticsRequest(space!.Kept)
            {
                Missing = MissingValues,
                Layer = ToString(),
                Progress = progress,
                Cancellation = cancellation,
                RowWeights = weights is null ? null : RowWeights.Of(weights.Current, batch.Shape, space.Kept, ToString()),
            });
            count++;
        }
        if (weights is not null && weights.MoveNext()) throw Throw.RowWeightsDoNotMatch(ToString(), count, more: true);
        if (statistics is null || statistics.Rows == 0) throw Throw.NoRows(this);
        return (new AdaptState(statistics, space!, names), seen!);
    }

    /// <summary>Learns from a state, or stays as it was.</summary>
    private AdaptReport Take(AdaptState state, Shape data)
    {
        // Everything that can fail comes before the first change.
        var names = FeatureNames.Join(State?.Names, state.Names, ToString());
        var (mean, variance) = state.Statistics.Learned(MissingValues, ConstantFeatures, ToString());
        BuildFor(data);
        // A layer of a user's own may throw with half of its weights set.
        var before = Weights.Select(weight => (Weight: weight, weight.Value)).ToList();
        try
        {
            using (WeightChanges.Together()) Learn(state.Statistics.Report(MissingValues, names), mean, variance);
        }
        catch
        {
            foreach (var (weight, value) in before) weight.Value = value;
            throw;
        }
        // A state that knows no names does not make the layer forget them.
        State = ReferenceEquals(names, state.Names) ? state : new AdaptState(state.Statistics, state.Space, names);
        return Report!;
    }

    /// <summary>Refuses a state of other features than this layer learns.</summary>
    /// <exception cref="LayerException">The axes or sizes differ.</exception>
    internal void RequireFit(AdaptState state)
    {
        var space = state.Space;
        if (IsBuilt && !Fits(space.Shape, InputShape!)) throw Throw.StateOfOtherFeatures(this, $"from data of shape {InputShape}", space);
        var axes = FeatureAxes(space.Rank);
        if (!axes.AsSpan().SequenceEqual(space.Kept)) throw Throw.StateOfOtherFeatures(this, axes.Length == 0 ? "one feature over all" : $"features on axis {string.Join(", ", axes)}", space);
    }

    // The batch is left open where it keeps no numbers of its own.
    private static Shape Blank(Shape shape, int[] axes) =>
        shape.Rank == 0 || axes.Contains(0) ? shape : shape.With(0, KerasShapes.Batch);

    private static bool Fits(Shape data, Shape built) =>
        data.Rank == built.Rank && data.Zip(built).All(pair => !pair.First.IsKnown || !pair.Second.IsKnown || pair.First == pair.Second);
}
