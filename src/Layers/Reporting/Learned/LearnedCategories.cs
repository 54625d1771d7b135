namespace Layers;

/// <summary>What was seen of a column of categories.</summary>
/// <param name="Feature">Its index, from 0.</param>
/// <param name="Name">What it is called; null where nobody said.</param>
/// <param name="Count">How many values there were; null where the file has the categories alone.</param>
/// <param name="Distinct">How many of them differ.</param>
/// <param name="MostFrequent">The most frequent, the first first; in the order of the layer where the file has the categories
/// alone.</param>
internal sealed record LearnedCategories(int Feature, string? Name, long? Count, int Distinct, IReadOnlyList<CategoryCount> MostFrequent);
