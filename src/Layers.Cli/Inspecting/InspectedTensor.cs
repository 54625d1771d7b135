namespace Layers.Cli;

/// <summary>A tensor that a model takes.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">The shape, with the batch axis first.</param>
internal sealed record InspectedTensor(string Name, string Type, string Shape);
