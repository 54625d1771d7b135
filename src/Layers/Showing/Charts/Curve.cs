namespace Layers;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Values">One number a place; one that is not finite leaves a gap.</param>
internal sealed record Curve(string Name, IReadOnlyList<double> Values);
