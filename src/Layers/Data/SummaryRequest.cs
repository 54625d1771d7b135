namespace Layers;

/// <summary>What <see cref="RowSource.Summarize"/> is to compute beside counts, means, squared deviations and ranges.</summary>
/// <param name="Quantiles">Which quantiles are wanted. <see cref="QuantilePrecision.Full"/> must be met; <see cref="QuantilePrecision.Sampled"/> may be met with none
/// where they would cost more than a small part of the rest.</param>
public sealed record SummaryRequest(QuantilePrecision Quantiles);
