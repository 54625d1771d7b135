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
    public static string? Misfit(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // The values of rows of one axis are one column; their tokens are none.
        return state.Cutting is null && (state.PerColumn || state.DataShape.Rank == 1) ? null : "the categories of each column apart";
    }
}
