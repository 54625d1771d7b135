namespace Layers;

/// <summary>How frequent a category is.</summary>
/// <param name="Category">The category.</param>
/// <param name="Was">Its share in training, from 0 to 1; NaN where the file does not say.</param>
/// <param name="Now">Its share today; NaN where there are no rows.</param>
internal sealed record CategoryShare(string Category, double Was, double Now);
