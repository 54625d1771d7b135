namespace Layers.Cli;

/// <summary>Checks the names of columns that users type.</summary>
internal static class RowColumns
{
    /// <summary>Throws if a column is missing.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="why">The origin of the name, as the end of a sentence: <c>which --keep asks for</c>.</param>
    /// <exception cref="ToolException">The rows have no column of this name.</exception>
    public static void Require(RowSource rows, string name, string why)
    {
        if (rows.Columns.Contains(name, StringComparer.Ordinal)) return;
        throw new ToolException($"{rows.Description} has no column '{name}', {why}.{Nearest.Hint(name, rows.Columns)} " +
            $"It has {NameList.Of(rows.Columns, name)}.");
    }
}
