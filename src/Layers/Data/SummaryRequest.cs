namespace Layers;

/// <summary>Which kind of state <see cref="RowSource.Summarize"/> is to compute, and what of it. A source that does not know the kind is
/// read instead.</summary>
/// <remarks><see cref="NumericSummary"/> asks for statistics of numbers. A layer with a state of your own has a request of your own, and
/// sources that know it may answer. Requests that are equal are answered once for all layers of a model.</remarks>
public abstract record SummaryRequest;
