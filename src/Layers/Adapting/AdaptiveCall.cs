namespace Layers;

/// <summary>One use of an adaptive layer in a model.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">What it is called on.</param>
/// <param name="Output">What it gives.</param>
internal sealed record AdaptiveCall(AdaptiveLayer Layer, Value Input, Value Output);
