namespace Layers.Data;

/// <summary>Columns by name.</summary>
internal static class Selection
{
    public static string[] Check(string source, Look look, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0) throw Throw.NothingSelected(source, look.Names);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column is null || look.TypeName(column) is not { } type) throw Throw.NoSuchColumn(source, column, look.Names);
            if (look.Number(column) is null) throw Throw.SelectedNotNumeric(source, column, type);
            if (!seen.Add(column)) throw Throw.SelectedTwice(source, column);
        }
        return [.. columns];
    }
}
