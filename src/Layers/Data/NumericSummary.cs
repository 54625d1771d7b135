namespace Layers;

/// <summary>A request for statistics of numbers, one feature for each column (<see cref="AdaptState.Of"/>): counts, means, squared
/// deviations, ranges, and quantiles.</summary>
/// <param name="Quantiles">The precision of the quantiles. With <see cref="QuantilePrecision.Full"/>, the source must compute quantiles.
/// With <see cref="QuantilePrecision.Sampled"/>, it may leave them out if they would add more than a small part to the cost.</param>
public sealed record NumericSummary(QuantilePrecision Quantiles) : SummaryRequest;
