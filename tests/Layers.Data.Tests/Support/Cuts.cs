namespace Layers.Data.Tests;

/// <summary>The quantiles that a source computes.</summary>
internal static class Cuts
{
    public static IReadOnlyList<double>[] Of(SqlRowSource source) =>
        Array.ConvertAll(source.Moments(new NumericSummary(QuantilePrecision.Full), default)!.Value.Features,
        feature => feature.Quantiles!);
}
