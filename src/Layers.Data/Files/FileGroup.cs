namespace Layers.Data;

/// <summary>Files one after the other that are read alike: with the same columns of the same types.</summary>
/// <param name="Files">Their paths.</param>
/// <param name="Columns">Name and DuckDB's type of each column, in order.</param>
/// <param name="Dialect">How they are written, as options of the function that reads them.</param>
internal sealed record FileGroup(List<string> Files, (string Name, string Type)[] Columns, string Dialect = "")
{
    /// <summary>How they are written, where texts are read from them.</summary>
    public string TextDialect { get; init; } = Dialect;

    /// <summary>The files in order, those that are alike together.</summary>
    public static List<FileGroup> Join(IEnumerable<FileGroup> files)
    {
        var groups = new List<FileGroup>();
        foreach (var file in files)
        {
            if (groups.Count > 0 && groups[^1].Dialect == file.Dialect && groups[^1].TextDialect == file.TextDialect && groups[^1].Columns.AsSpan().SequenceEqual(file.Columns)) groups[^1].Files.AddRange(file.Files);
            else groups.Add(file);
        }
        return groups;
    }
}
