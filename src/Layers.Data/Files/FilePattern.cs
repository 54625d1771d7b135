namespace Layers.Data;

/// <summary>Paths and patterns, as DuckDB takes them.</summary>
internal static class FilePattern
{
    private static readonly System.Buffers.SearchValues<char> s_special = System.Buffers.SearchValues.Create("*?[");

    /// <summary>A literal. A file that is there is meant itself, whatever is in its name.</summary>
    public static string Text(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.AsSpan().IndexOfAny(s_special) < 0 || !File.Exists(path)) return Sql.Text(path);
        return Sql.Text(string.Concat(path.Select(c => s_special.Contains(c) ? $"[{c}]" : c.ToString())));
    }

    /// <summary>The files there are.</summary>
    public static IReadOnlyList<string> Files(Engine engine, string path, CancellationToken cancellation)
    {
        var files = new List<string>();
        using var rows = new Rows(engine, $"SELECT file FROM glob({Text(path)})", cancellation);
        while (rows.Read()) files.Add(rows.Current.GetString(0));
        return files;
    }
}
