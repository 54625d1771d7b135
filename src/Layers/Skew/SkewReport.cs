using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>How some rows compare with what a model was adapted to, feature by feature.</summary>
/// <remarks>
/// <para>Each feature is compared at every adaptive layer that knows what it saw: the share of values outside the range of training, the
/// share of missing ones, the move of the mean, the population stability index and the Kolmogorov-Smirnov distance.</para>
/// <para>A difference counts when chance explains it less than once in a thousand times, for as many rows as were checked, and when it is
/// large enough to matter. The index: more than 0.1 is <see cref="SkewVerdict.Shifted"/>, more than 0.25
/// <see cref="SkewVerdict.Different"/> (Siddiqi, Credit Risk Scorecards, 2006), its chance level that of Yurdakul, Statistical Properties
/// of Population Stability Index (2018): <c>(1/n + 1/m)·χ²</c> of nine degrees. The distance: 0.1 and 0.25, its chance level Kolmogorov's
/// <c>1.95·√(1/n + 1/m)</c>. Out of range: 1 % and 10 % of the values. Missing: 1 % and 10 % of the rows more or fewer than in training. A
/// constant feature that has another value is different. A state without quantiles, as databases give, knows no distributions: there the
/// mean counts in their place, from thirty rows on, by a move of 0.25 and 0.64 deviations.</para>
/// <para>Of categories, the index is over those of training that are expected five times or more and all others together. New ones count as
/// far as their share is above that of the values that training saw once (Good, The Population Frequencies of Species, 1953), and gone ones
/// where training saw them so often that chance does not leave them out: 1 % and 10 %.</para>
/// <para>What it is not: it looks at one feature at a time, so that values that never came together in training pass; at inputs, so that a
/// changed relation to what is predicted passes; and at distributions, so that of a single row only its range and its missing values can
/// say something.</para>
/// </remarks>
public sealed class SkewReport
{
    internal SkewReport(long rows, IReadOnlyList<FeatureSkew> features)
    {
        Rows = rows;
        Features = features;
    }

    /// <summary>How many rows were checked.</summary>
    public long Rows { get; }

    /// <summary>One entry for each feature of each adaptive layer, in the model's order.</summary>
    public IReadOnlyList<FeatureSkew> Features { get; }

    /// <summary>The worst of the features.</summary>
    public SkewVerdict Verdict => Features.Select(feature => feature.Verdict).DefaultIfEmpty().Max();

    /// <summary>The features that are not as they were in training, the worst first.</summary>
    public IEnumerable<FeatureSkew> Skewed => Features.Where(feature => feature.Verdict != SkewVerdict.Alike).OrderByDescending(feature => feature.Verdict);

    /// <summary>The verdict, and a line for each feature that is not as it was in training.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Verdict}: {Skewed.Count()} of {Features.Count} features of {Rows} row{(Rows == 1 ? "" : "s")} are not as in training");
        foreach (var feature in Skewed)
            text.Append(CultureInfo.InvariantCulture, $"\n{feature.Layer}, {(feature.Name is null ? $"feature {feature.Index}" : $"'{feature.Name}'")}: {feature.Verdict}, {feature.Reason}");
        return text.ToString();
    }
}
