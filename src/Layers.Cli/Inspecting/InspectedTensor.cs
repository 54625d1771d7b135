namespace Layers.Cli;

/// <summary>A tensor that a model takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape, with the batch first.</param>
internal sealed record InspectedTensor(string Name, string Type, string Shape);
