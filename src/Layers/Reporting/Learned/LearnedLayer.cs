namespace Layers;

/// <summary>The statistics of the data that a layer was adapted to.</summary>
/// <param name="Layer">The path of the layer; for a state file, the name of the file.</param>
/// <param name="Type">The layer's class, or the kind of state.</param>
/// <param name="Rows">The number of rows of the data; null if the file has no statistics of the data.</param>
/// <param name="Numbers">The statistics of each feature of numbers; null for none.</param>
/// <param name="Categories">The counts of each column of categories; null for none.</param>
/// <param name="Weights">The weights, if the file has no statistics of the data; null if it has.</param>
/// <param name="Report">The statistics as text, for other kinds of state; null for these kinds.</param>
internal sealed record LearnedLayer(
    string Layer,
    string Type,
    long? Rows,
    IReadOnlyList<LearnedNumbers>? Numbers,
    IReadOnlyList<LearnedCategories>? Categories,
    IReadOnlyList<LearnedWeight>? Weights,
    string? Report);
