namespace Layers.Cli;

/// <summary>Columns of rows by the names that people type.</summary>
internal static class RowColumns
{
    /// <summary>Refuses rows without a column.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="name">The column.</param>
    /// <param name="why">Who asks for it; the end of a clause, as <c>which --keep asks for</c>.</param>
    /// <exception cref="ToolException">There is none of that name.</exception>
    public static void Require(RowSource rows, string name, string why)
    {
        if (rows.Columns.Contains(name, StringComparer.Ordinal)) return;
        throw new ToolException($"{rows.Description} has no column '{name}', {why}.{Nearest.Hint(name, rows.Columns)} " +
            $"It has {NameList.Of(rows.Columns, name)}.");
    }
}
