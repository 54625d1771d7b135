namespace Layers;

/// <summary>What was seen of a feature of numbers.</summary>
/// <param name="Feature">Its index, from 0.</param>
/// <param name="Name">What it is called; null where nobody said.</param>
/// <param name="Count">How many values there were.</param>
/// <param name="Missing">How many were missing.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="IsConstant">Whether they are all the same.</param>
/// <param name="Quantiles">The values at the shares 0.01, 0.05, 0.25, 0.5, 0.75, 0.95 and 0.99; null where no quantiles were kept.</param>
/// <param name="Histogram">How they are spread; null where no quantiles were kept.</param>
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
