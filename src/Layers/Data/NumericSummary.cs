namespace Layers;

/// <summary>Asks for statistics of numbers, one feature a column (<see cref="AdaptState.Of"/>): counts, means, squared deviations, ranges,
/// and quantiles.</summary>
/// <param name="Quantiles">Which quantiles are wanted. <see cref="QuantilePrecision.Full"/> must be met;
/// <see cref="QuantilePrecision.Sampled"/> may be met with none where they would cost more than a small part of the rest.</param>
public sealed record NumericSummary(QuantilePrecision Quantiles) : SummaryRequest;
