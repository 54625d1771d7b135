using Layers.Graphs;

namespace Layers;

/// <summary>The state that an adaptive layer learned from data, independent of any layer. States can be merged and saved in a small
/// file.</summary>
/// <remarks>Moments and quantiles of numbers are one kind of state (<see cref="NumericState"/>). A custom kind is a class derived from this
/// class, which an <see cref="AdaptiveLayer{TState}"/> learns. A public state is immutable: merging and further learning create new states,
/// and any number of threads may read a state at once.</remarks>
/// <example><code>
/// // On each machine:
/// normalization.Adapt(part);
/// normalization.State!.Save("part-7.json");
/// // On one:
/// normalization.Adapt(AdaptState.Merge(files.Select(AdaptState.Load)));
/// </code></example>
public abstract class AdaptState
{
    /// <summary>The number of rows that the state was learned from.</summary>
    public abstract long Rows { get; }

    /// <summary>The number of features of the state; if the data have names, each feature has a name.</summary>
    public abstract int Features { get; }

    /// <summary>The shape of the data that the state was learned from, with the batch axis first. Other data must have the same known
    /// sizes; the sizes that are not known may differ.</summary>
    public abstract Shape DataShape { get; }

    /// <summary>A report of the data, for people.</summary>
    public abstract AdaptReport Report { get; }

    /// <summary>The names of the features; <see langword="null"/> if <c>Adapt</c> received no names.</summary>
    public IReadOnlyList<string>? FeatureNames => Names is null ? null : Array.AsReadOnly(Names);

    internal string[]? Names { get; set; }

    /// <summary>A description of the state's data, for messages.</summary>
    internal virtual string Description => $"{Features} {Nouns.Noun(Features, "feature")} of data of shape {DataShape}";

    /// <summary>Whether <see cref="Add"/> itself reports the progress of a pass.</summary>
    internal virtual bool ReportsProgress => false;

    /// <summary>Creates a state of numbers from statistics that were computed elsewhere, such as by an aggregate query of a database or a
    /// job on a cluster.</summary>
    /// <param name="rows">The number of rows, 0 or more. A feature with a lower count has missing values.</param>
    /// <param name="features">The statistics of each feature, in order; the features are on the last axis of rows <c>(rows,
    /// features)</c>.</param>
    /// <param name="featureNames">The names of the features, in order; <see langword="null"/> for no names.</param>
    /// <exception cref="ArgumentException">The numbers cannot come from any data, there is not one name for each feature, or a name occurs
    /// twice.</exception>
    public static NumericState Of(long rows, IReadOnlyList<FeatureMoments> features, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        var statistics = StatisticsState.Read(rows, features);
        var names = featureNames is null ? null : Layers.FeatureNames.Of(featureNames, features.Count, null);
        return new NumericState(statistics, new FeatureLayout(2, [1], [features.Count]), names);
    }

    /// <summary>Merges two states into the state of all their data.</summary>
    /// <param name="other">A state of the same kind, of data with the same features.</param>
    /// <returns>A new state; both states stay unchanged.</returns>
    /// <exception cref="ArgumentException">The kinds, the features or their names differ; or the states cannot be merged, for example
    /// because the squares of the numbers overflow float64.</exception>
    public AdaptState Merge(AdaptState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Merge([this, other]);
    }

    /// <summary>Merges states into the state of all their data. The order of the states changes the result only by rounding.</summary>
    /// <param name="states">One or more states of the same kind, of data with the same features; the sequence is enumerated once.</param>
    /// <returns>A new state; the given states stay unchanged.</returns>
    /// <exception cref="ArgumentException">There is no state; the kinds, the features or their names differ; or the states cannot be
    /// merged.</exception>
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

    /// <summary>Returns <see cref="Report"/> as text.</summary>
    public override string ToString() => Report.ToString();

    /// <summary>Adds the rows of a batch to this state. The library calls this method only for new states and copies; a state that throws
    /// is not used again.</summary>
    /// <param name="batch">A batch of the shape <see cref="DataShape"/>, with labels and row weights if the layer asks for them.</param>
    /// <exception cref="ArgumentException">The batch has values that cannot be learned from; the message names the value and the
    /// row.</exception>
    protected internal abstract void Add(AdaptBatch batch);

    /// <summary>Adds the data of another state to this state. The library calls this method only for copies.</summary>
    /// <param name="other">A state of this class and of the same <see cref="DataShape"/>; it stays unchanged.</param>
    /// <exception cref="ArgumentException">The two states cannot be merged.</exception>
    protected internal abstract void AddState(AdaptState other);

    /// <summary>Returns an independent copy: the copy shares nothing that <see cref="Add"/> changes.</summary>
    protected internal abstract AdaptState Copy();

    /// <summary>Compares rows with the data of this state, for <c>Model.Check</c>.</summary>
    /// <param name="rows">Batches of the shape <see cref="DataShape"/>, enumerated once.</param>
    /// <returns>A finding for each feature; <see langword="null"/>, the default, if this kind of state does not compare rows.</returns>
    /// <exception cref="ArgumentException">The rows have values that cannot be compared.</exception>
    protected internal virtual IReadOnlyList<FeatureSkew>? Compare(IEnumerable<AdaptBatch> rows) => null;

    /// <summary>Compares rows as <see cref="Compare"/> does, and keeps the statistics of the rows.</summary>
    /// <param name="rows">Batches of the shape <see cref="DataShape"/>, enumerated once.</param>
    /// <param name="missingText">The text that replaces a missing text.</param>
    /// <returns>Null if this kind of state does not compare rows.</returns>
    internal virtual ComparedRows? CompareAndKeep(IEnumerable<AdaptBatch> rows, string missingText) =>
        Compare(rows) is { } findings ? new ComparedRows(findings, null) : null;

    /// <summary>Returns a copy with the same names, to be added to.</summary>
    internal AdaptState Continued()
    {
        var copy = Copy();
        copy.Names = Names;
        return copy;
    }

    /// <summary>Returns the same state with other names. The content is immutable by now, so both states share it.</summary>
    internal AdaptState Named(string[]? names)
    {
        var named = (AdaptState)MemberwiseClone();
        named.Names = names;
        return named;
    }
}
