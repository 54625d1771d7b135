namespace Layers;

/// <summary>A category and its count.</summary>
/// <param name="Value">The text, or an integer in decimal.</param>
/// <param name="Count">The number of occurrences; null if the file has no counts.</param>
internal sealed record CategoryCount(string Value, long? Count);
