namespace Layers;

// Learning a state, and using it.
public abstract partial class AdaptiveLayer
{
    /// <summary>Takes the state that a file stores beside the weights.</summary>
    internal void Restore(LearnedState learned) => LearnedFrom = learned;

    /// <summary>Forgets the state if a weight is set by hand: the layer then computes with weights that are no longer the learned
    /// weights.</summary>
    private protected sealed override void BeforeChange(Weight weight, TensorData next)
    {
        if (LearnedFrom is null || (next.Type != DType.String && next.AsBytes().SequenceEqual(weight.Value.AsBytes()))) return;
        Forget();
    }

    /// <summary>Forgets the state, and keeps the weights that the layer computes with.</summary>
    internal void Forget() => (LearnedFrom, IsRestored) = (null, true);

    /// <summary>Throws if the layer cannot start learning, or cannot continue.</summary>
    internal void RequireAdaptable(bool continues)
    {
        if (Given is { } given) throw Throw.StateWasGiven(this, given);
        if (continues && State is null && IsAdapted) throw Throw.NothingToContinue(this);
    }

    /// <summary>Returns an empty state for data of a batch's shape.</summary>
    internal abstract AdaptState NewState(Shape batch);

    /// <summary>Throws if a state is of another kind, or of other features, than this layer learns.</summary>
    /// <exception cref="LayerException">The kind, the axes or the sizes differ.</exception>
    internal abstract void RequireFit(AdaptState state);

    /// <summary>Whether a state has data that the layer's pass over rows would have refused.</summary>
    internal virtual bool Refuses(AdaptState state) => false;

    /// <summary>The policies that the next pass stores beside the state, see <see cref="LearnedState.Policy"/>.</summary>
    private protected virtual object? Policies => null;

    /// <summary>Computes the weights from a state; the returned action sets them.</summary>
    private protected abstract Action Learning(AdaptState state);

    /// <summary>Returns an action that restores the layer's current state and weights.</summary>
    internal Action Snapshot()
    {
        var (learned, isRestored, weights) = (LearnedFrom, IsRestored, Weights.Select(weight => (Weight: weight, weight.Value)).ToList());
        var values = _learnedValues.ConvertAll(value => value.Snapshot());
        return () =>
        {
            using (WeightChanges.Together())
            {
                foreach (var (weight, value) in weights) weight.Set(value);
                foreach (var restore in values) restore();
                (LearnedFrom, IsRestored) = (learned, isRestored);
            }
        };
    }

    /// <summary>Learns from a state; if that fails, the layer stays unchanged.</summary>
    internal AdaptReport Take(AdaptState state, Shape data)
    {
        // Everything that can fail comes before the first change.
        var names = Layers.FeatureNames.Join(State?.Names, state.Names, ToString());
        // A state without names does not make the layer forget its names.
        if (!ReferenceEquals(names, state.Names)) state = state.Named(names);
        var learn = Learning(state);
        var wasBuilt = IsBuilt;
        // A layer that learns from any shape may be called on data of another shape than it learned from.
        if (!LearnsFromAnyShape) BuildFor(data);
        // The method Learn of a custom layer may throw after it has set some of the weights.
        var restore = Snapshot();
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
            restore();
            if (!wasBuilt) Unbuild();
            throw;
        }
        return Report!;
    }

    private AdaptReport Learn(
        bool continues, IEnumerable<TensorData> batches, IProgress<long>? progress, IEnumerable<TensorData>? rowWeights,
        IReadOnlyList<string>? featureNames, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var change = BeginLearning(continues);
        return Read(continues, batches, progress, rowWeights, featureNames, cancellation);
    }

    private AdaptReport Read(
        bool continues, IEnumerable<TensorData> batches, IProgress<long>? progress, IEnumerable<TensorData>? rowWeights,
        IReadOnlyList<string>? featureNames, CancellationToken cancellation)
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

    private AdaptReport Read(bool continues, IEnumerable<AdaptBatch> batches, IProgress<long>? progress,
        IReadOnlyList<string>? featureNames, CancellationToken cancellation)
    {
        var observation = new Observation(this, continues ? State : null, featureNames, progress, cancellation);
        foreach (var batch in batches) observation.Add(batch?.Features, batch?.Labels, batch?.GivenWeights);
        return Take(observation);
    }

    private AdaptReport Learn(bool continues, IEnumerable<(TensorData X, TensorData Y)> examples, IProgress<long>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples is StreamedExamples named && !NeedsLabels)
        {
            // Without labels, the batches are columns of a source, which may compute the statistics itself.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, named.Cancellation);
            return Learn(continues, named.Features, progress, either.Token);
        }
        using var change = BeginLearning(continues);
        var streamed = (examples as StreamedExamples)?.InSourceOrder();
        return Read(
            continues, (streamed ?? examples)
            .Select(batch => new AdaptBatch(batch.X ?? throw Throw.NoBatch(this), NeedsLabels ? batch.Y : null)), progress,
            HasFeatureForEachColumn ? streamed?.FeatureNames : null, cancellation);
    }

    private async Task<AdaptReport> LearnAsync(
        bool continues, IAsyncEnumerable<TensorData> batches, IProgress<long>? progress, IReadOnlyList<string>? featureNames,
        CancellationToken cancellation)
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
        // Only a pass over the rows can name the row with the fault.
        if (state is null || Refuses(state))
            return Read(continues, LayerRows.Of(source, cancellation), progress, null, HasFeatureForEachColumn ? source.Columns : null,
                cancellation);
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
