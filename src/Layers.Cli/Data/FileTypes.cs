namespace Layers.Cli;

/// <summary>Files of rows by the endings of their names.</summary>
internal static class FileTypes
{
    /// <summary>What a name says.</summary>
    /// <param name="path">The name.</param>
    /// <param name="option">The option that says it otherwise.</param>
    public static FileType Of(string path, string option)
    {
        var name = path;
        foreach (var packed in new[] { ".gz", ".zst" })
            if (name.EndsWith(packed, StringComparison.OrdinalIgnoreCase)) name = name[..^packed.Length];
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" or ".txt" => FileType.Csv,
            ".parquet" or ".pq" => FileType.Parquet,
            ".jsonl" or ".ndjson" => FileType.Jsonl,
            var other => throw new ToolException($"The name {path} does not say what the file is: {(other.Length == 0 ? "it has no ending" : $"'{other}' may be anything")}. Say {option} csv, parquet or jsonl (a JSON object a line)."),
        };
    }
}
