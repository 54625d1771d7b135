namespace Layers;

/// <summary>How rows compare with what a layer was adapted to, and what they show themselves.</summary>
/// <param name="Findings">A finding for each feature.</param>
/// <param name="Rows">What the rows show, as <c>Adapt</c> would report it; null where the kind of state keeps it to itself.</param>
internal sealed record ComparedRows(IReadOnlyList<FeatureSkew> Findings, AdaptReport? Rows);
