namespace Layers;

/// <summary>A request to <see cref="RowSource.Summarize"/> for a kind of state. If a source does not support the kind, its rows are
/// read.</summary>
/// <remarks><see cref="NumericSummary"/> requests statistics of numbers. A layer with a custom state has a custom request, which sources
/// may support. Equal requests are computed once for all layers of a model.</remarks>
public abstract record SummaryRequest;
