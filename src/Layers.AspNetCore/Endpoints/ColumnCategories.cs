namespace Layers.AspNetCore;

/// <summary>The categories that rows have in the columns of a model.</summary>
internal static class ColumnCategories
{
    /// <summary>The category that a column has in a row; null where its values are no categories.</summary>
    /// <param name="column">The column.</param>
    /// <param name="row">A row of the input that the column goes into.</param>
    /// <param name="step">Which value, from 0, of a column that has several.</param>
    public static string? Of(ModelColumn column, TensorData row, int step = 0) => column.Type switch
    {
        ColumnType.Text => row.AsSpan<string>()[column.Place + step],
        ColumnType.Integer => AlignedText.Integer(Casting.Cast(row, DType.Int64).AsSpan<long>()[column.Place + step]),
        _ => null,
    };

    /// <summary>Finds the category for which a layer refuses rows: a layer knows its own place in a model, and not the column.</summary>
    /// <param name="columns">The columns in which to look.</param>
    /// <param name="inputs">The rows, as a tensor for each input.</param>
    /// <param name="rows">How many rows.</param>
    /// <returns>What is wrong with the first such row; null where no category is refused.</returns>
    public static RecordException? Refused(IEnumerable<ModelColumn> columns, TensorData[] inputs, int rows)
    {
        var refusing = columns.Where(column => column is { RefusesOtherCategories: true, Categories: not null })
            .Select(column => (Column: column, Known: column.Categories!.ToHashSet(StringComparer.Ordinal))).ToList();
        for (var row = 0; row < rows; row++)
            foreach (var (column, known) in refusing)
            {
                var values = inputs[column.Input][row..(row + 1)];
                for (var step = 0; step < (column.Length ?? 1); step++)
                    if (Of(column, values, step) is { } category && !known.Contains(category))
                        return Throw.NotACategory(column, IsMissing(column, category) ? "" : category, row, rows);
            }
        return null;
    }

    /// <summary>Whether a category stands for a missing value.</summary>
    public static bool IsMissing(ModelColumn column, string category) =>
        column.Type == ColumnType.Text && category == (column.MissingText ?? "");
}
