namespace Layers.Cli;

/// <summary>An output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape, with the batch first.</param>
/// <param name="Classes">The classes in the order of their numbers; null where it gives numbers.</param>
/// <param name="LabelColumns">The columns that its labels came from; null where the file does not say.</param>
internal sealed record InspectedOutput(string Name, string Type, string Shape, IReadOnlyList<string>? Classes, IReadOnlyList<string>? LabelColumns);
