namespace Layers;

// How a layer comes to a state, and what it does with it.
public abstract partial class AdaptiveLayer
{
    /// <summary>Takes the state that a file kept beside the weights.</summary>
    internal void Restore(LearnedState learned) => LearnedFrom = learned;

    /// <summary>A weight that is set by hand is no longer what was learned: what the layer computes with is its weights, and nothing else.</summary>
    private protected sealed override void BeforeChange(Weight weight, TensorData next)
    {
        if (LearnedFrom is null || (next.Type != DType.String && next.AsBytes().SequenceEqual(weight.Value.AsBytes()))) return;
        (LearnedFrom, IsRestored) = (null, true);
    }

    internal int[] AxesOf(int rank) => FeatureAxes(rank);

    /// <summary>Refuses to go on learning, or to start.</summary>
    internal void RequireAdaptable(bool continues)
    {
        if (Given is { } given) throw Throw.StateWasGiven(this, given);
        if (continues && State is null && IsRestored) throw Throw.NothingToContinue(this);
    }

    /// <summary>Refuses a state of other features than this layer learns.</summary>
    /// <exception cref="LayerException">The axes or sizes differ.</exception>
    internal void RequireFit(AdaptState state)
    {
        var space = state.Space;
        if (IsBuilt && !space.Shape.MayBe(InputShape!)) throw Throw.StateOfOtherFeatures(this, $"from data of shape {InputShape}", space);
        var axes = FeatureAxes(space.Rank);
        if (!axes.AsSpan().SequenceEqual(space.Kept)) throw Throw.StateOfOtherFeatures(this, axes.Length == 0 ? "one feature over all" : $"features on axis {string.Join(", ", axes)}", space);
    }

    /// <summary>Refuses an input that is no numbers, or has other features than the layer was built for.</summary>
    private protected void RequireBuiltFor(Value x)
    {
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank != InputShape!.Rank) throw Throw.WrongRank(this, $"rank {InputShape.Rank}, as it was built for", x.Shape);
        foreach (var axis in FeatureAxes(x.Shape.Rank))
            if (x.Shape[axis] != InputShape[axis])
                throw Throw.WrongFeatures(this, axis, InputShape[axis], x.Shape);
    }

    /// <summary>What brings the layer back to where it is now.</summary>
    internal Action Snapshot()
    {
        var (learned, isRestored, weights) = (LearnedFrom, IsRestored, Weights.Select(weight => (Weight: weight, weight.Value)).ToList());
        return () =>
        {
            using (WeightChanges.Together())
            {
                foreach (var (weight, value) in weights) weight.Value = value;
                (LearnedFrom, IsRestored) = (learned, isRestored);
            }
        };
    }

    /// <summary>Learns from a state, or stays as it was.</summary>
    internal AdaptReport Take(AdaptState state, Shape data)
    {
        // Everything that can fail comes before the first change.
        var names = Layers.FeatureNames.Join(State?.Names, state.Names, ToString());
        var (mean, variance) = state.Statistics.Learned(LearnsFromEmpty && MissingValues == MissingValues.Ignore ? MissingValues.Propagate : MissingValues, ConstantFeatures, ToString(), names);
        if (NeedsQuantiles && state.Statistics.Quantiles == QuantilePrecision.None) throw Throw.StateWithoutQuantiles(this);
        BuildFor(data);
        // A layer of a user's own may throw with half of its weights set.
        var goBack = Snapshot();
        try
        {
            using (WeightChanges.Together())
            {
                Learn(state.Statistics.Report(MissingValues, names), mean, variance);
                // A state that knows no names does not make the layer forget them.
                LearnedFrom = new LearnedState(ReferenceEquals(names, state.Names) ? state : new AdaptState(state.Statistics, state.Space, names), MissingValues, ConstantFeatures);
            }
        }
        catch
        {
            goBack();
            throw;
        }
        return Report!;
    }

    private AdaptReport Learn(
        bool continues, IEnumerable<TensorData> batches, IProgress<long>? progress, IEnumerable<TensorData>? rowWeights, IReadOnlyList<string>? featureNames, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginLearning(continues);
        return Read(continues, batches, progress, rowWeights, featureNames, cancellation);
    }

    private AdaptReport Read(
        bool continues, IEnumerable<TensorData> batches, IProgress<long>? progress, IEnumerable<TensorData>? rowWeights, IReadOnlyList<string>? featureNames, CancellationToken cancellation)
    {
        var observation = new Observation(this, continues ? State : null, featureNames, progress, cancellation);
        using var weights = rowWeights?.GetEnumerator();
        foreach (var batch in batches)
        {
            if (weights is not null && !weights.MoveNext()) throw Throw.RowWeightsDoNotMatch(ToString(), observation.Batches, more: false);
            observation.Add(batch, weights?.Current);
        }
        if (weights is not null && weights.MoveNext()) throw Throw.RowWeightsDoNotMatch(ToString(), observation.Batches, more: true);
        return Take(observation);
    }

    private async Task<AdaptReport> LearnAsync(
        bool continues, IAsyncEnumerable<TensorData> batches, IProgress<long>? progress, IReadOnlyList<string>? featureNames, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginLearning(continues);
        var observation = new Observation(this, continues ? State : null, featureNames, progress, cancellation);
        await foreach (var batch in batches.WithCancellation(cancellation).ConfigureAwait(false)) observation.Add(batch, null);
        return Take(observation);
    }

    private AdaptReport Learn(bool continues, RowSource source, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var change = BeginLearning(continues);
        if (!FeatureAxes(2).AsSpan().SequenceEqual([1])) return Read(continues, source.ReadBatches(cancellation: cancellation), progress, null, null, cancellation);
        var request = new SummaryRequest(NeedsQuantiles ? QuantilePrecision.Full : QuantilePrecision.Sampled);
        if (source.Summarize(request, cancellation) is not { } state) return Read(continues, source.ReadBatches(cancellation: cancellation), progress, null, source.Columns, cancellation);
        if (state.Rows == 0) throw Throw.NoRows(this);
        if (continues && State is not null) state = AdaptState.Merge([State, state]);
        RequireFit(state);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(state.Rows);
        return Take(state, state.Space.Shape);
    }

    private Changing BeginLearning(bool continues)
    {
        var change = Changing.Begin(continues ? nameof(Update) : nameof(Adapt), this, [this]);
        try
        {
            RequireAdaptable(continues);
            return change;
        }
        catch
        {
            change.Dispose();
            throw;
        }
    }

    private AdaptReport Take(Observation observation)
    {
        var (state, data) = observation.Finish();
        return Take(state, data);
    }
}
