namespace Layers.Data;

/// <summary>Options for reading Parquet files. Source: <see href="https://duckdb.org/docs/stable/data/parquet/overview"/>.</summary>
public sealed record ParquetOptions : DataFileOptions;
