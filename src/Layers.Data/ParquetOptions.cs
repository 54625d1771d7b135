namespace Layers.Data;

/// <summary>How Parquet files are read. Source: <see href="https://duckdb.org/docs/stable/data/parquet/overview"/>.</summary>
public sealed record ParquetOptions : DataFileOptions;
