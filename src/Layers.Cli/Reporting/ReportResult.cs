namespace Layers.Cli;

/// <summary>The result of <c>report</c>.</summary>
/// <param name="Model">The file of the model.</param>
/// <param name="Data">The file of rows; null for none.</param>
/// <param name="Rows">The number of rows that were compared or evaluated; null for none.</param>
/// <param name="Verdict"><c>alike</c>, <c>shifted</c> or <c>different</c>: the comparison of the rows with training; null if they were not
/// compared.</param>
/// <param name="Measured">Loss and metrics; null if the model was not evaluated.</param>
/// <param name="Importances">The importance of each column, in descending order; null if it was not measured.</param>
/// <param name="Remarks">The parts that the report lacks, with the reasons.</param>
/// <param name="Written">The file that was written; null for none.</param>
/// <param name="Bytes">The size of the file in bytes; null for none.</param>
/// <param name="Markdown">The report as Markdown, if no file was written.</param>
internal sealed record ReportResult(
    string Model,
    string? Data,
    long? Rows,
    string? Verdict,
    IReadOnlyDictionary<string, double>? Measured,
    IReadOnlyList<FeatureImportance>? Importances,
    IReadOnlyList<string> Remarks,
    string? Written,
    long? Bytes,
    string? Markdown) : IResult;
