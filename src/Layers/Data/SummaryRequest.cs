namespace Layers;

/// <summary>What <see cref="RowSource.Summarize"/> is to compute beside counts, means, squared deviations and ranges.</summary>
/// <param name="Quantiles">Whether quantiles are wanted too.</param>
public sealed record SummaryRequest(bool Quantiles);
