namespace Layers.Data;

/// <summary>Checks a selection of columns by name.</summary>
internal static class Selection
{
    public static string[] Check(Engine engine, Preview preview, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0) throw Throw.NothingSelected(engine.Description, preview.Names);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column is null || preview.TypeName(column) is not { } type)
                throw Throw.NoSuchColumn(engine.Description, column, preview.Names);
            if (preview.Kind(column) is null) throw Throw.SelectedOfNoKind(engine.Description, column, type);
            if (!seen.Add(column)) throw Throw.SelectedTwice(engine.Description, column);
        }
        return [.. columns];
    }
}
