namespace Layers.Cli;

/// <summary>A weight that differs.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Weight">The weight's name.</param>
/// <param name="First">Its shape in the first model; null where it is not there.</param>
/// <param name="Second">Its shape in the second.</param>
/// <param name="Largest">The largest difference of two numbers; null where the shapes differ.</param>
/// <param name="Mean">The mean difference.</param>
internal sealed record WeightDifference(string Layer, string Weight, string? First, string? Second, double? Largest, double? Mean);
