namespace Layers;

// How a layer comes to a state, and what it does with it.
public abstract partial class AdaptiveLayer
{
    /// <summary>Takes the state that a file kept beside the weights.</summary>
    internal void Restore(LearnedState learned) => LearnedFrom = learned;

    /// <summary>A weight that is set by hand is no longer what was learned: what the layer computes with is its weights, and nothing
    /// else.</summary>
    private protected sealed override void BeforeChange(Weight weight, TensorData next)
    {
        if (LearnedFrom is null || (next.Type != DType.String && next.AsBytes().SequenceEqual(weight.Value.AsBytes()))) return;
        Forget();
    }

    /// <summary>Forgets the state; what the layer computes with stays.</summary>
    internal void Forget() => (LearnedFrom, IsRestored) = (null, true);

    /// <summary>Refuses to go on learning, or to start.</summary>
    internal void RequireAdaptable(bool continues)
    {
        if (Given is { } given) throw Throw.StateWasGiven(this, given);
        if (continues && State is null && IsAdapted) throw Throw.NothingToContinue(this);
    }

    /// <summary>A state that has seen nothing yet, for data like a batch.</summary>
    internal abstract AdaptState NewState(Shape batch);

    /// <summary>Refuses a state of another kind, or of other features, than this layer learns.</summary>
    /// <exception cref="LayerException">The kind, the axes or the sizes differ.</exception>
    internal abstract void RequireFit(AdaptState state);

    /// <summary>Whether a state has seen what the layer's pass over rows would have refused.</summary>
    internal virtual bool Refuses(AdaptState state) => false;

    /// <summary>What the next pass keeps beside the state, see <see cref="LearnedState.Policy"/>.</summary>
    private protected virtual object? Policies => null;

    /// <summary>Computes what the layer takes from a state; the result gives it to the layer.</summary>
    private protected abstract Action Learning(AdaptState state);

    /// <summary>What brings the layer back to where it is now.</summary>
    internal Action Snapshot()
    {
        var (learned, isRestored, weights) = (LearnedFrom, IsRestored, Weights.Select(weight => (Weight: weight, weight.Value)).ToList());
        var values = _learnedValues.ConvertAll(value => value.Snapshot());
        return () =>
        {
            using (WeightChanges.Together())
            {
                foreach (var (weight, value) in weights) weight.Set(value);
                foreach (var setBack in values) setBack();
                (LearnedFrom, IsRestored) = (learned, isRestored);
            }
        };
    }

    /// <summary>Learns from a state, or stays as it was.</summary>
    internal AdaptReport Take(AdaptState state, Shape data)
    {
        // Everything that can fail comes before the first change.
        var names = Layers.FeatureNames.Join(State?.Names, state.Names, ToString());
        // A state that knows no names does not make the layer forget them.
        if (!ReferenceEquals(names, state.Names)) state = state.Named(names);
        var learn = Learning(state);
        var wasBuilt = IsBuilt;
        // What it learned from says nothing of what it will be called on.
        if (!LearnsFromAnyShape) BuildFor(data);
        // A layer of a user's own may throw with half of its weights set.
        var goBack = Snapshot();
        try
        {
            using (WeightChanges.Together())
            {
                learn();
                LearnedFrom = new LearnedState(state, Policies);
            }
        }
        catch
        {
            goBack();
            if (!wasBuilt) Unbuild();
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
            observation.Add(batch, null, weights?.Current);
        }
        if (weights is not null && weights.MoveNext()) throw Throw.RowWeightsDoNotMatch(ToString(), observation.Batches, more: true);
        return Take(observation);
    }

    private AdaptReport Read(bool continues, IEnumerable<AdaptBatch> batches, IProgress<long>? progress, IReadOnlyList<string>? featureNames, CancellationToken cancellation)
    {
        var observation = new Observation(this, continues ? State : null, featureNames, progress, cancellation);
        foreach (var batch in batches) observation.Add(batch?.Features, batch?.Labels, batch?.GivenWeights);
        return Take(observation);
    }

    private AdaptReport Learn(bool continues, IEnumerable<(TensorData X, TensorData Y)> examples, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples is StreamedExamples named && !NeedsLabels)
        {
            // Without labels they are columns of a source, which may compute the statistics itself.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, named.Cancellation);
            return Learn(continues, named.Features, progress, either.Token);
        }
        using var change = BeginLearning(continues);
        var streamed = (examples as StreamedExamples)?.InSourceOrder();
        return Read(
            continues, (streamed ?? examples).Select(batch => new AdaptBatch(batch.X ?? throw Throw.NoBatch(this), NeedsLabels ? batch.Y : null)), progress,
            HasFeatureForEachColumn ? streamed?.FeatureNames : null, cancellation);
    }

    private async Task<AdaptReport> LearnAsync(
        bool continues, IAsyncEnumerable<TensorData> batches, IProgress<long>? progress, IReadOnlyList<string>? featureNames, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginLearning(continues);
        var observation = new Observation(this, continues ? State : null, featureNames, progress, cancellation);
        await foreach (var batch in batches.WithCancellation(cancellation).ConfigureAwait(false)) observation.Add(batch, null, null);
        return Take(observation);
    }

    private AdaptReport Learn(bool continues, RowSource source, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var change = BeginLearning(continues);
        source.Prepare(cancellation);
        if (HasFeatureForEachColumn) source = NamedColumns.Ordered(source, State?.FeatureNames, ToString());
        var state = Summary is { } request ? source.Summarize(request, cancellation) : null;
        // Only the rows can say where the fault is.
        if (state is null || Refuses(state)) return Read(continues, LayerRows.Of(source, cancellation), progress, null, HasFeatureForEachColumn ? source.Columns : null, cancellation);
        if (state.Rows == 0) throw Throw.NoRows(this);
        if (continues && State is not null) state = AdaptState.Merge([State, state]);
        RequireFit(state);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(state.Rows);
        return Take(state, state.DataShape);
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
