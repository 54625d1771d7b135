namespace Layers;

/// <summary>Chooses the rare categories to group, as scikit-learn does.</summary>
internal static class RareCategories
{
    /// <summary>Returns whether each category is grouped; null if none is.</summary>
    /// <param name="counts">The count of each category, in the order of the categories.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="minFrequency">The frequency below which a category is grouped: a share of the rows if it is below 1, otherwise a
    /// count.</param>
    /// <param name="maxCategories">The maximum number of output categories, including the group.</param>
    public static bool[]? Of(long[] counts, long rows, double? minFrequency, int? maxCategories)
    {
        var least = minFrequency is { } share ? share < 1 ? share * rows : share : 0;
        var isRare = Array.ConvertAll(counts, count => count < least);
        // The group needs an output category even if it is still empty, so a limit equal to the number of categories already forces
        // grouping.
        if (maxCategories is { } most && most < isRare.Count(rare => !rare) + 1)
            foreach (var i in Enumerable.Range(0, counts.Length).OrderBy(i => counts[i]).SkipLast(most - 1)) isRare[i] = true;
        return isRare.Contains(true) ? isRare : null;
    }
}
