namespace Layers.Cli;

/// <summary>What a file of rows is.</summary>
internal enum FileType
{
    /// <summary>Cells between delimiters.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>A JSON object a line.</summary>
    Jsonl,
}
