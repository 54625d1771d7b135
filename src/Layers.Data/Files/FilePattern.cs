namespace Layers.Data;

/// <summary>Converts paths and patterns to the form that DuckDB takes.</summary>
internal static class FilePattern
{
    private static readonly System.Buffers.SearchValues<char> s_special = System.Buffers.SearchValues.Create("*?[");

    /// <summary>Returns a text literal for a path or pattern. The path of an existing file means that file, whatever characters it
    /// has.</summary>
    public static string Text(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.AsSpan().IndexOfAny(s_special) < 0 || !File.Exists(path)) return Sql.Text(path);
        return Sql.Text(string.Concat(path.Select(c => s_special.Contains(c) ? $"[{c}]" : c.ToString())));
    }

    /// <summary>Returns the files that match a path or pattern.</summary>
    public static IReadOnlyList<string> Files(Engine engine, string path, CancellationToken cancellation)
    {
        var files = new List<string>();
        using var rows = new Rows(engine, $"SELECT file FROM glob({Text(path)})", cancellation);
        while (rows.Read()) files.Add(rows.Current.GetString(0));
        return files;
    }
}
