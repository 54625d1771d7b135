namespace Layers.AspNetCore;

/// <summary>The categories of rows in the columns of a model.</summary>
internal static class ColumnCategories
{
    /// <summary>Returns the category of a column in a row; null if the column has no categories.</summary>
    /// <param name="column">The column.</param>
    /// <param name="row">A row of the column's input.</param>
    /// <param name="step">The index of the value, from 0, in a column that has several values.</param>
    public static string? Of(ModelColumn column, TensorData row, int step = 0) => column.Type switch
    {
        ColumnType.Text => row.AsSpan<string>()[column.Place + step],
        ColumnType.Integer => AlignedText.Integer(Casting.Cast(row, DType.Int64).AsSpan<long>()[column.Place + step]),
        _ => null,
    };

    /// <summary>Finds the category for which a layer refuses rows. The layer's own exception cannot name the column.</summary>
    /// <param name="columns">The columns to search.</param>
    /// <param name="inputs">The rows: a tensor for each input.</param>
    /// <param name="rows">The number of rows.</param>
    /// <returns>The exception for the first row with a refused category; null if there is none.</returns>
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

    /// <summary>Returns whether a category is the text for a missing value.</summary>
    public static bool IsMissing(ModelColumn column, string category) =>
        column.Type == ColumnType.Text && category == (column.MissingText ?? "");
}
