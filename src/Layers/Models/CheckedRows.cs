namespace Layers;

/// <summary>The result of a check: rows compared with the data that a model was adapted to, and the statistics of the rows.</summary>
/// <param name="Skew">The comparison.</param>
/// <param name="Rows">The statistics of the rows at the input of each adaptive layer, by the path of the layer. A layer that is called
/// twice has two entries.</param>
internal sealed record CheckedRows(SkewReport Skew, IReadOnlyList<KeyValuePair<string, AdaptReport>> Rows);
