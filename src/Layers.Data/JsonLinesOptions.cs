namespace Layers.Data;

/// <summary>How files of JSON lines are read. A key that a line lacks is missing in its row, so such files need no
/// <see cref="DataFileOptions.UnifyByName"/>.</summary>
/// <remarks>Source: <see href="https://duckdb.org/docs/stable/data/json/loading_json"/>.</remarks>
public sealed record JsonLinesOptions : DataFileOptions
{
    /// <summary>From how many rows the columns and their types are found out, default 20,480; <see langword="null"/>: from all, which reads
    /// the files once more.</summary>
    public int? SampleRows { get; init; } = 20_480;
}
