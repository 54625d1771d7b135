using Layers.Graphs;

namespace Layers;

/// <summary>What adaptive layers know of the data they saw, apart from any layer: it joins with others and travels in a small
/// file.</summary>
/// <remarks>Moments and quantiles of numbers are one kind of state (<see cref="NumericState"/>); a kind of your own is one class, beside
/// the <see cref="AdaptiveLayer{TState}"/> that learns from it. A state that was handed out does not change: merging and going on make new
/// ones, and any number of threads may read one at once.</remarks>
/// <example><code>
/// // On each machine:
/// normalization.Adapt(part);
/// normalization.State!.Save("part-7.json");
/// // On one:
/// normalization.Adapt(AdaptState.Merge(files.Select(AdaptState.Load)));
/// </code></example>
public abstract class AdaptState
{
    /// <summary>How many rows were seen.</summary>
    public abstract long Rows { get; }

    /// <summary>How many features it tells apart; where the data have names, each feature has one.</summary>
    public abstract int Features { get; }

    /// <summary>The shape of the data that it is of, with the batch first: known are the sizes that other data must share, all others are
    /// open.</summary>
    public abstract Shape DataShape { get; }

    /// <summary>What was seen, for people.</summary>
    public abstract AdaptReport Report { get; }

    /// <summary>What the features are called; <see langword="null"/> where <c>Adapt</c> was not told.</summary>
    public IReadOnlyList<string>? FeatureNames => Names is null ? null : Array.AsReadOnly(Names);

    internal string[]? Names { get; set; }

    /// <summary>What it is of, for messages.</summary>
    internal virtual string Description => $"{Features} feature{(Features == 1 ? "" : "s")} of data of shape {DataShape}";

    /// <summary>Whether <see cref="Add"/> tells the listener of a pass itself.</summary>
    internal virtual bool ReportsProgress => false;

    /// <summary>A state of numbers that something else computed: an aggregate query of a database, a job on a cluster.</summary>
    /// <param name="rows">How many rows were seen, 0 or more; what a feature's count lacks of it was missing.</param>
    /// <param name="features">What was computed of each feature, in order; features lie on the last axis of rows <c>(rows,
    /// features)</c>.</param>
    /// <param name="featureNames">What the features are called, in order; <see langword="null"/> for no names.</param>
    /// <exception cref="ArgumentException">Numbers that cannot come from any data; or the names are not one a feature, or one is there
    /// twice.</exception>
    public static NumericState Of(long rows, IReadOnlyList<FeatureMoments> features, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        var statistics = StatisticsState.Read(rows, features);
        var names = featureNames is null ? null : Layers.FeatureNames.Of(featureNames, features.Count, null);
        return new NumericState(statistics, new FeatureLayout(2, [1], [features.Count]), names);
    }

    /// <summary>What both have seen.</summary>
    /// <param name="other">A state of the same kind, of data with the same features.</param>
    /// <returns>A new state; both stay as they are.</returns>
    /// <exception cref="ArgumentException">The kinds, the features or their names differ; or they do not join, as numbers do not whose
    /// squares overflow float64.</exception>
    public AdaptState Merge(AdaptState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Merge([this, other]);
    }

    /// <summary>What all have seen; their order changes nothing beyond rounding.</summary>
    /// <param name="states">One or more of the same kind, of data with the same features; each is read once.</param>
    /// <returns>A new state; the others stay as they are.</returns>
    /// <exception cref="ArgumentException">There is none; their kinds, features or the names of these differ; or they do not
    /// join.</exception>
    public static AdaptState Merge(IEnumerable<AdaptState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        AdaptState? merged = null;
        foreach (var state in states)
        {
            if (state is null) throw Throw.NoState(nameof(states));
            if (merged is null)
            {
                merged = state.Continued();
                continue;
            }
            if (state.GetType() != merged.GetType()) throw Throw.StatesOfTwoKinds(merged, state);
            if (!merged.DataShape.Equals(state.DataShape)) throw Throw.StatesDiffer(merged, state);
            merged.Names = Layers.FeatureNames.Join(merged.Names, state.Names, null);
            merged.AddState(state);
        }
        return merged ?? throw Throw.NoState(nameof(states));
    }

    /// <summary>The table of <see cref="Report"/>.</summary>
    public override string ToString() => Report.ToString();

    /// <summary>Adds what a batch shows. Only new states and copies are added to; one that throws is not used again.</summary>
    /// <param name="batch">Of the shape <see cref="DataShape"/>, with labels and weights where the layer asks for them.</param>
    /// <exception cref="ArgumentException">The batch holds what cannot be learned from; the message says which value and row.</exception>
    protected internal abstract void Add(AdaptBatch batch);

    /// <summary>Adds what another state has seen. Only copies are added to.</summary>
    /// <param name="other">Of this class and of the same <see cref="DataShape"/>; it does not change.</param>
    /// <exception cref="ArgumentException">The two do not join.</exception>
    protected internal abstract void AddState(AdaptState other);

    /// <summary>A state that knows the same and that can be added to: it shares nothing that <see cref="Add"/> changes.</summary>
    protected internal abstract AdaptState Copy();

    /// <summary>Compares rows with what was seen, for <c>Model.Check</c>.</summary>
    /// <param name="rows">Batches of the shape <see cref="DataShape"/>, gone through once.</param>
    /// <returns>A finding for each feature; <see langword="null"/>, the default, where this kind of state does not compare.</returns>
    /// <exception cref="ArgumentException">The rows hold what cannot be compared.</exception>
    protected internal virtual IReadOnlyList<FeatureSkew>? Compare(IEnumerable<AdaptBatch> rows) => null;

    /// <summary>Compares rows as <see cref="Compare"/> does, and keeps the report on them.</summary>
    /// <param name="rows">Batches of the shape <see cref="DataShape"/>, read once.</param>
    /// <param name="missingText">The text that a missing text becomes.</param>
    /// <returns>Null if this kind of state does not compare.</returns>
    internal virtual ComparedRows? CompareAndKeep(IEnumerable<AdaptBatch> rows, string missingText) =>
        Compare(rows) is { } findings ? new ComparedRows(findings, null) : null;

    /// <summary>A copy that goes on under the same names.</summary>
    internal AdaptState Continued()
    {
        var copy = Copy();
        copy.Names = Names;
        return copy;
    }

    /// <summary>The same state under other names. What is seen does not change any more, so both share it.</summary>
    internal AdaptState Named(string[]? names)
    {
        var named = (AdaptState)MemberwiseClone();
        named.Names = names;
        return named;
    }
}
