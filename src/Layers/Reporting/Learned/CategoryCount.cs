namespace Layers;

/// <summary>A category.</summary>
/// <param name="Value">The text, or an integer in decimal.</param>
/// <param name="Count">How often it was seen; null where the file does not say.</param>
internal sealed record CategoryCount(string Value, long? Count);
