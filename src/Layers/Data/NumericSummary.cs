namespace Layers;

/// <summary>A request for statistics of numbers, one feature for each column (<see cref="AdaptState.Of"/>): counts, means, squared
/// deviations, ranges, and quantiles.</summary>
/// <param name="Quantiles">The precision of the quantiles. <see cref="QuantilePrecision.Full"/> is required; for
/// <see cref="QuantilePrecision.Sampled"/>, a source may compute no quantiles if they would cost more than a small part of the
/// rest.</param>
public sealed record NumericSummary(QuantilePrecision Quantiles) : SummaryRequest;
