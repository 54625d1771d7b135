namespace Layers.Cli;

/// <summary>A report that was made.</summary>
/// <param name="Model">The file of the model.</param>
/// <param name="Data">The file of rows; null for none.</param>
/// <param name="Rows">How many rows were compared or measured; null where none were.</param>
/// <param name="Verdict"><c>alike</c>, <c>shifted</c> or <c>different</c>: how the rows compare with training; null where they were not
/// compared.</param>
/// <param name="Measured">Loss and metrics; null where nothing was measured.</param>
/// <param name="Importances">How much the model needs each column, the most first; null where that was not found out.</param>
/// <param name="Remarks">What could not be found out, and why.</param>
/// <param name="Written">The file that was written; null where there is none.</param>
/// <param name="Bytes">How large it is; null where there is none.</param>
/// <param name="Markdown">The report, where no file was written.</param>
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
