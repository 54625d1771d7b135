namespace Layers;

/// <summary>What a layer knows of the data that it was adapted to.</summary>
/// <param name="Layer">The layer's name, with those of the models around it before it; of a state file its name.</param>
/// <param name="Type">The layer's class, or the kind of state.</param>
/// <param name="Rows">How many rows it saw; null where the file does not say what it saw.</param>
/// <param name="Numbers">Of each feature of numbers what was seen; null for none.</param>
/// <param name="Categories">Of each column of categories what was seen; null for none.</param>
/// <param name="Weights">The numbers that it computes with, where the file does not say what it saw; null where it does.</param>
/// <param name="Report">The same in words, where it is another kind of state; null otherwise.</param>
internal sealed record LearnedLayer(
    string Layer,
    string Type,
    long? Rows,
    IReadOnlyList<LearnedNumbers>? Numbers,
    IReadOnlyList<LearnedCategories>? Categories,
    IReadOnlyList<LearnedWeight>? Weights,
    string? Report);
