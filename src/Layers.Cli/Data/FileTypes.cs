namespace Layers.Cli;

/// <summary>Finds the format of a file by its extension.</summary>
internal static class FileTypes
{
    /// <summary>Returns the format of a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="option">The option that gives the format instead.</param>
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
            var other => throw new ToolException(
                $"The format of {path} is not known: {(other.Length == 0 ? "it has no extension" : $"the extension is '{other}'")}. " +
                $"Give {option} csv, parquet or jsonl (a JSON object on each line)."),
        };
    }
}
