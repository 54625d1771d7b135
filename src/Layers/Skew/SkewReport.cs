using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>The comparison of some rows with the data that a model was adapted to, feature by feature.</summary>
/// <remarks>
/// <para>Each feature is compared at every adaptive layer that has a state: the share of values outside the range of training, the share of
/// missing values, the move of the mean, the population stability index and the Kolmogorov-Smirnov distance.</para>
/// <para>A difference counts if chance alone produces it less than once in a thousand times for this number of rows, and if it is large
/// enough to matter. Each measure has a limit for <see cref="SkewVerdict.Shifted"/> and a limit for <see cref="SkewVerdict.Different"/>.
/// Population stability index: 0.1 and 0.25 (Siddiqi, Credit Risk Scorecards, 2006), with the chance level <c>(1/n + 1/m)·χ²</c> for nine
/// degrees of freedom (Yurdakul, Statistical Properties of Population Stability Index, 2018). Kolmogorov-Smirnov distance: 0.1 and 0.25,
/// with the chance level <c>1.95·√(1/n + 1/m)</c>. Values out of range: 1 % and 10 % of the values. Missing values: 1 % and 10 % of the
/// rows more or fewer than in training. A constant feature with another value is different. A state without quantiles, as databases give,
/// has no distribution: the means are compared instead, from thirty rows on, with the limits of 0.25 and 0.64 standard deviations.</para>
/// <para>The index of categories has a bin for each category of training that is expected five times or more, and one bin for all others.
/// The share of new categories counts as far as it is above the share of the values that training saw once (Good, The Population
/// Frequencies of Species, 1953). A category is gone if chance does not explain its absence. The limits of both are 1 % and 10 %.</para>
/// <para>The check has limits. It looks at one feature at a time, so values that never came together in training pass. It looks at inputs,
/// so a changed relation between input and label passes. It looks at distributions, so of a single row only the range and the missing
/// values are compared.</para>
/// </remarks>
public sealed class SkewReport
{
    internal SkewReport(long rows, IReadOnlyList<FeatureSkew> features)
    {
        Rows = rows;
        Features = features;
    }

    /// <summary>The number of rows that were checked.</summary>
    public long Rows { get; }

    /// <summary>One entry for each feature of each adaptive layer, in the model's order.</summary>
    public IReadOnlyList<FeatureSkew> Features { get; }

    /// <summary>The worst verdict of the features.</summary>
    public SkewVerdict Verdict => Features.Select(feature => feature.Verdict).DefaultIfEmpty().Max();

    /// <summary>The features that differ from training, the worst first.</summary>
    public IEnumerable<FeatureSkew> Skewed => Features.Where(feature => feature.Verdict != SkewVerdict.Alike)
        .OrderByDescending(feature => feature.Verdict);

    /// <summary>The number of features that were compared. A column counts once, even if several layers learned from it.</summary>
    internal int Compared => CountOnce(Features);

    /// <summary>The number of features that differ from training, counted the same way.</summary>
    internal int Moved => CountOnce(Skewed);

    /// <summary>Returns the verdict, and a line for each feature that differs from training.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{Verdict}: {Moved} of {Figures.Count(Compared, "feature")} of {Rows} {Nouns.Noun(Rows, "row")} are not as in training");
        foreach (var feature in Skewed)
            text.Append(CultureInfo.InvariantCulture,
                $"\n{feature.Layer}, {(feature.Name is null ? $"feature {feature.Index}" : $"'{feature.Name}'")}: {feature.Verdict}, " +
                $"{feature.Reason}");
        return text.ToString();
    }

    // A feature without a name is identified by its layer and its index.
    private static int CountOnce(IEnumerable<FeatureSkew> features) =>
        features.Select(feature => feature.Name is { } name ? (null, 0, name) : (feature.Layer, feature.Index, "")).Distinct().Count();
}
