namespace Layers;

/// <summary>The share of a category in training and today.</summary>
/// <param name="Category">The category.</param>
/// <param name="Was">Its share in training, from 0 to 1; NaN if the file does not have it.</param>
/// <param name="Now">Its share today; NaN if there are no rows.</param>
/// <param name="IsNew">Whether training did not see the category.</param>
internal sealed record CategoryShare(string Category, double Was, double Now, bool IsNew = false);
