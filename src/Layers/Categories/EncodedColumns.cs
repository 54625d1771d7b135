namespace Layers;

/// <summary>The checks that layers of categories in several columns share.</summary>
internal static class EncodedColumns
{
    public static void RequireRows(Layer layer, Shape input)
    {
        if (input.Rank != 2) throw Throw.NeedsRowsOfCategories(layer, input);
        if (!input[1].IsKnown) throw Throw.UnknownFeatures(layer, 1, input);
    }

    /// <summary>Returns the end of the sentence "the layer learns …" if the state does not fit a layer of columns; otherwise
    /// null.</summary>
    public static string? Misfit(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // Rows with one axis are a single column of values. A state of tokens (Cutting is set) does not fit.
        return state.Cutting is null && (state.PerColumn || state.DataShape.Rank == 1) ? null : "the categories of each column separately";
    }
}
