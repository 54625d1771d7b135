namespace Layers.Cli;

/// <summary>An output of a model.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">The shape, with the batch axis first.</param>
/// <param name="Classes">The classes in the order of their numbers; null if the output gives numbers.</param>
/// <param name="LabelColumns">The columns of its labels; null if the file has none.</param>
internal sealed record InspectedOutput(string Name, string Type, string Shape, IReadOnlyList<string>? Classes,
    IReadOnlyList<string>? LabelColumns);
