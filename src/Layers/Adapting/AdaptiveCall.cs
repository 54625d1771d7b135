namespace Layers;

/// <summary>One call of an adaptive layer in a model.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The input of the call.</param>
/// <param name="Output">The output of the call.</param>
internal sealed record AdaptiveCall(AdaptiveLayer Layer, Value Input, Value Output);
