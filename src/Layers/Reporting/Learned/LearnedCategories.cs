namespace Layers;

/// <summary>The learned counts of a column of categories.</summary>
/// <param name="Feature">The index of the column, from 0.</param>
/// <param name="Name">The name of the column; null for none.</param>
/// <param name="Count">The number of values; null if the file has the categories without counts.</param>
/// <param name="Distinct">The number of distinct values.</param>
/// <param name="MostFrequent">The most frequent categories, in descending order; in the order of the layer if the file has the categories
/// without counts.</param>
internal sealed record LearnedCategories(int Feature, string? Name, long? Count, int Distinct, IReadOnlyList<CategoryCount> MostFrequent);
