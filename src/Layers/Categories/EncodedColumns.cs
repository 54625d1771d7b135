namespace Layers;

/// <summary>Categories of columns side by side, as scikit-learn orders and joins them.</summary>
internal static class EncodedColumns
{
    public static void RequireRows(Layer layer, Shape input)
    {
        if (input.Rank != 2) throw Throw.NeedsRowsOfCategories(layer, input);
        if (!input[1].IsKnown) throw Throw.UnknownFeatures(layer, 1, input);
    }

    /// <summary>What a layer of columns learns, where a state has something else.</summary>
    public static string? Misfit(VocabularyState state) => state.PerColumn ? null : "from columns of categories, each by itself";

    /// <summary>The categories of a column.</summary>
    /// <param name="seen">How often each value was seen.</param>
    /// <param name="minFrequency">Values that were seen less often are rare: a number of rows, or a share below 1; null for none.</param>
    /// <param name="maxCategories">How many indices there are at most, that of rare values among them; null for any number.</param>
    public static EncodedColumn Of(ValueCounts seen, double? minFrequency, int? maxCategories)
    {
        var order = Enumerable.Range(0, seen.Distinct).ToArray();
        Array values;
        if (seen.AreTexts)
        {
            Array.Sort(order, (a, b) => Utf8Text.Compare(seen.Texts[a], seen.Texts[b]));
            values = Array.ConvertAll(order, i => seen.Texts[i]);
        }
        else
        {
            Array.Sort(order, (a, b) => seen.Integers[a].CompareTo(seen.Integers[b]));
            values = Array.ConvertAll(order, i => seen.Integers[i]);
        }
        var counts = Array.ConvertAll(order, i => seen.Counts[i]);
        var least = minFrequency is < 1 ? minFrequency.Value * seen.Total : minFrequency ?? 0;
        var isRare = Array.ConvertAll(counts, count => count < least);
        var frequent = isRare.Count(rare => !rare);
        if (maxCategories is { } most && frequent + (frequent < isRare.Length ? 1 : 0) > most)
            // The least frequent, and of those that are as frequent the first, make room.
            foreach (var i in Enumerable.Range(0, counts.Length).OrderBy(i => counts[i]).SkipLast(most - 1)) isRare[i] = true;
        return Grouped(values, isRare);
    }

    public static EncodedColumn Grouped(Array values, bool[] isRare)
    {
        var indices = new long[isRare.Length];
        var next = 0L;
        for (var i = 0; i < indices.Length; i++)
            if (!isRare[i]) indices[i] = next++;
        for (var i = 0; i < indices.Length; i++)
            if (isRare[i]) indices[i] = next;
        return new(values, indices, Array.Exists(isRare, rare => rare));
    }
}
