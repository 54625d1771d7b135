namespace Layers.Cli;

/// <summary>The format of a file of rows.</summary>
internal enum FileType
{
    /// <summary>Text with delimiters between cells.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>A JSON object on each line.</summary>
    Jsonl,
}
