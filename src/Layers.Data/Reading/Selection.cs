namespace Layers.Data;

/// <summary>Columns by name.</summary>
internal static class Selection
{
    public static string[] Check(Engine engine, Look look, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0) throw Throw.NothingSelected(engine.Description, look.Names);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column is null || look.TypeName(column) is not { } type) throw Throw.NoSuchColumn(engine.Description, column, look.Names);
            if (look.Number(column) is null) throw Throw.SelectedNotNumeric(engine.Description, column, type, look.FirstText(engine, column));
            if (!seen.Add(column)) throw Throw.SelectedTwice(engine.Description, column);
        }
        return [.. columns];
    }
}
