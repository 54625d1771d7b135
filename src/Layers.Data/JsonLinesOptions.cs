namespace Layers.Data;

/// <summary>Options for reading JSON lines. A key that a line lacks is missing in its row, so such files do not need
/// <see cref="DataFileOptions.UnifyByName"/>.</summary>
/// <remarks>Source: <see href="https://duckdb.org/docs/stable/data/json/loading_json"/>.</remarks>
public sealed record JsonLinesOptions : DataFileOptions
{
    /// <summary>The number of rows from which the columns and their types are detected; default 20,480. <see langword="null"/> uses all
    /// rows, which reads the files once more.</summary>
    public int? SampleRows { get; init; } = 20_480;
}
