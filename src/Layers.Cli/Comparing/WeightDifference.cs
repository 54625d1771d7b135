namespace Layers.Cli;

/// <summary>A weight that differs.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Weight">The weight's name.</param>
/// <param name="First">The shape in the first model; null if it has no such weight.</param>
/// <param name="Second">The shape in the second model.</param>
/// <param name="Largest">The largest difference of two numbers; null if the shapes differ.</param>
/// <param name="Mean">The mean difference.</param>
internal sealed record WeightDifference(string Layer, string Weight, string? First, string? Second, double? Largest, double? Mean);
