namespace Layers;

/// <summary>Which categories are joined because they are rare, as scikit-learn does it.</summary>
internal static class RareCategories
{
    /// <summary>Of each category whether it is joined; null where none is.</summary>
    /// <param name="counts">How often each was seen, in the order of the categories.</param>
    /// <param name="rows">How many rows there were.</param>
    /// <param name="minFrequency">Below 1 a share of the rows, otherwise a count: those that are rarer are joined.</param>
    /// <param name="maxCategories">How many places may be left, that of the joined ones among them.</param>
    public static bool[]? Of(long[] counts, long rows, double? minFrequency, int? maxCategories)
    {
        var least = minFrequency is { } share ? share < 1 ? share * rows : share : 0;
        var isRare = Array.ConvertAll(counts, count => count < least);
        // The joined ones have a place even where there are none yet: as many places as categories are one too many.
        if (maxCategories is { } most && most < isRare.Count(rare => !rare) + 1)
            foreach (var i in Enumerable.Range(0, counts.Length).OrderBy(i => counts[i]).SkipLast(most - 1)) isRare[i] = true;
        return isRare.Contains(true) ? isRare : null;
    }
}
