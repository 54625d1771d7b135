namespace Layers;

/// <summary>How rows compare with what a model was adapted to, and what they show themselves.</summary>
/// <param name="Skew">The comparison.</param>
/// <param name="Rows">What the rows show where a layer looks at them, by the path of the layer; a layer that is called twice is there
/// twice.</param>
internal sealed record CheckedRows(SkewReport Skew, IReadOnlyList<KeyValuePair<string, AdaptReport>> Rows);
