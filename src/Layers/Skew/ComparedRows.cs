namespace Layers;

/// <summary>The comparison of rows with the state of a layer, and the report on the rows.</summary>
/// <param name="Findings">A finding for each feature.</param>
/// <param name="Rows">The report that <c>Adapt</c> would give of the rows; null if this kind of state gives none.</param>
internal sealed record ComparedRows(IReadOnlyList<FeatureSkew> Findings, AdaptReport? Rows);
