namespace Layers;

/// <summary>A weight of an adaptive layer.</summary>
/// <param name="Weight">The name of the weight.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The first hundred values.</param>
internal sealed record LearnedWeight(string Weight, IReadOnlyList<long> Shape, IReadOnlyList<double> Values);
