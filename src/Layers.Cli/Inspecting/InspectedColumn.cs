namespace Layers.Cli;

/// <summary>A column that a model takes.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type"><c>number</c>, <c>integer</c>, <c>boolean</c> or <c>text</c>.</param>
/// <param name="MayBeMissing">Whether a value may be missing; null if that is not known.</param>
internal sealed record InspectedColumn(string Name, string Type, bool? MayBeMissing);
