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
            if (look.Kind(column) is null) throw Throw.SelectedOfNoKind(engine.Description, column, type);
            if (!seen.Add(column)) throw Throw.SelectedTwice(engine.Description, column);
        }
        return [.. columns];
    }
}
