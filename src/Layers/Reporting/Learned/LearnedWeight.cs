namespace Layers;

/// <summary>Numbers that a layer computes with.</summary>
/// <param name="Weight">Their name.</param>
/// <param name="Shape">Their shape.</param>
/// <param name="Values">The first hundred.</param>
internal sealed record LearnedWeight(string Weight, IReadOnlyList<long> Shape, IReadOnlyList<double> Values);
