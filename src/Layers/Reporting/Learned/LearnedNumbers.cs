namespace Layers;

/// <summary>The learned statistics of a feature of numbers.</summary>
/// <param name="Feature">The index of the feature, from 0.</param>
/// <param name="Name">The name of the feature; null for none.</param>
/// <param name="Count">The number of values.</param>
/// <param name="Missing">The number of missing values.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation.</param>
/// <param name="Minimum">The smallest value; −∞ if the range is not known.</param>
/// <param name="Maximum">The largest value; ∞ if the range is not known.</param>
/// <param name="IsConstant">Whether all values are the same.</param>
/// <param name="Quantiles">The values at the shares 0.01, 0.05, 0.25, 0.5, 0.75, 0.95 and 0.99; null without quantiles.</param>
/// <param name="Histogram">The histogram; null without quantiles, or if the range is not known.</param>
internal sealed record LearnedNumbers(
    int Feature,
    string? Name,
    long Count,
    long Missing,
    double Mean,
    double Deviation,
    double Minimum,
    double Maximum,
    bool IsConstant,
    IReadOnlyList<double>? Quantiles,
    Histogram? Histogram);
