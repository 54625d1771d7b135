namespace Layers.Data;

/// <summary>Consecutive files that are read in the same way: they have the same columns with the same types.</summary>
/// <param name="Files">The paths of the files.</param>
/// <param name="Columns">The name and DuckDB's type of each column, in order.</param>
/// <param name="Dialect">The format of the files, as options of the function that reads them.</param>
internal sealed record FileGroup(List<string> Files, (string Name, string Type)[] Columns, string Dialect = "")
{
    /// <summary>The format of the files if texts are read from them.</summary>
    public string TextDialect { get; init; } = Dialect;

    /// <summary>Returns the files in order, with similar consecutive files in one group.</summary>
    public static List<FileGroup> Join(IEnumerable<FileGroup> files)
    {
        var groups = new List<FileGroup>();
        foreach (var file in files)
        {
            if (groups.Count > 0 && groups[^1].Dialect == file.Dialect && groups[^1].TextDialect == file.TextDialect
                && groups[^1].Columns.AsSpan().SequenceEqual(file.Columns)) groups[^1].Files.AddRange(file.Files);
            else groups.Add(file);
        }
        return groups;
    }
}
