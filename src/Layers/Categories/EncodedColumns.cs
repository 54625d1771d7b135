namespace Layers;

/// <summary>What layers ask of categories in columns side by side.</summary>
internal static class EncodedColumns
{
    public static void RequireRows(Layer layer, Shape input)
    {
        if (input.Rank != 2) throw Throw.NeedsRowsOfCategories(layer, input);
        if (!input[1].IsKnown) throw Throw.UnknownFeatures(layer, 1, input);
    }

    /// <summary>What a layer of columns learns, where a state has something else.</summary>
    public static string? Misfit(VocabularyState state) => state.PerColumn ? null : "from columns of categories, each by itself";
}
