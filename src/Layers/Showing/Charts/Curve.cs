namespace Layers;

/// <summary>A line of a chart.</summary>
/// <param name="Name">The name of the curve.</param>
/// <param name="Values">A number for each place. A number that is not finite leaves a gap.</param>
internal sealed record Curve(string Name, IReadOnlyList<double> Values);
