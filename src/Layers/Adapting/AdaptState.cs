namespace Layers;

/// <summary>What adaptive layers know of the data they saw, apart from any layer: float64 statistics of each feature, which join and travel in a small file.</summary>
/// <remarks>A state does not change: <see cref="Merge(AdaptState)"/> gives a new one, and any number of threads may read one at once. It holds no
/// policy; the layer that takes it has its own for missing values and constant features. States join by the formula of Chan, Golub and
/// LeVeque (1979), so that parts in any order give what all rows give, up to rounding.</remarks>
/// <example><code>
/// // On each machine:
/// normalization.Adapt(part);
/// normalization.State!.Save("part-7.json");
/// // On one:
/// normalization.Adapt(AdaptState.Merge(files.Select(AdaptState.Load)));
/// </code></example>
public sealed class AdaptState
{
    internal AdaptState(FeatureStatistics statistics, FeatureLayout space, string[]? names = null)
    {
        Names = names;
        Statistics = statistics;
        Space = space;
    }

    /// <summary>How many rows were seen: the product of the sizes that statistics are taken over.</summary>
    public long Rows => Statistics.Rows;

    /// <summary>How many features there are.</summary>
    public int Features => Statistics.Features;

    /// <summary>What was seen of each feature; means and variances are over the values that were there.</summary>
    public AdaptReport Report => Statistics.Report(MissingValues.Ignore, Names);

    /// <summary>What the features are called; <see langword="null"/> where <c>Adapt</c> was not told.</summary>
    public IReadOnlyList<string>? FeatureNames => Names is null ? null : Array.AsReadOnly(Names);

    internal string[]? Names { get; }

    /// <summary>Never changed once it is here.</summary>
    internal FeatureStatistics Statistics { get; }

    /// <summary>Where the features lie in the data.</summary>
    internal FeatureLayout Space { get; }

    /// <summary>A state of what something else computed: an aggregate query of a database, a job on a cluster.</summary>
    /// <param name="rows">How many rows were seen, 0 or more; what a feature's count lacks of it was missing.</param>
    /// <param name="features">What was computed of each feature, in order; features lie on the last axis of rows <c>(rows, features)</c>.</param>
    /// <param name="featureNames">What the features are called, in order; <see langword="null"/> for no names.</param>
    /// <exception cref="ArgumentException">Numbers that cannot come from any data; or the names are not one a feature, or one is there twice.</exception>
    public static AdaptState Of(long rows, IReadOnlyList<FeatureMoments> features, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        var statistics = StatisticsState.Read(rows, features);
        return new AdaptState(statistics, new FeatureLayout(2, [1], [features.Count]), featureNames is null ? null : Layers.FeatureNames.Of(featureNames, features.Count, null));
    }

    /// <summary>What both have seen.</summary>
    /// <param name="other">A state of data with the same features.</param>
    /// <returns>A new state; both stay as they are.</returns>
    /// <exception cref="ArgumentException">The features or their names differ; or joined, the squares of one overflow float64.</exception>
    public AdaptState Merge(AdaptState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Merge([this, other]);
    }

    /// <summary>What all have seen; their order changes nothing beyond rounding.</summary>
    /// <param name="states">One or more, of data with the same features; each is read once.</param>
    /// <returns>A new state; the others stay as they are.</returns>
    /// <exception cref="ArgumentException">There is none; their features or the names of these differ; or joined, the squares of one overflow float64.</exception>
    public static AdaptState Merge(IEnumerable<AdaptState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        AdaptState? merged = null;
        foreach (var state in states)
        {
            if (state is null) throw Throw.NoState(nameof(states));
            if (merged is null)
            {
                merged = new AdaptState(new FeatureStatistics(state.Statistics), state.Space, state.Names);
                continue;
            }
            if (!merged.Space.Equals(state.Space)) throw Throw.StatesDiffer(merged.Space, state.Space);
            var names = Layers.FeatureNames.Join(merged.Names, state.Names, null);
            merged.Statistics.Merge(state.Statistics, null, names);
            merged = new AdaptState(merged.Statistics, merged.Space, names);
        }
        return merged ?? throw Throw.NoState(nameof(states));
    }

    /// <summary>The table of <see cref="Report"/>.</summary>
    public override string ToString() => Report.ToString();
}
