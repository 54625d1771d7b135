using Layers.Graphs;

namespace Layers;

/// <summary>A request for the count of each value, as a <c>GROUP BY</c> computes it (<see cref="VocabularyState.OfTexts"/>,
/// <see cref="VocabularyState.OfIntegers"/>).</summary>
/// <param name="Type">The type of the values: <see cref="DType.String"/>, <see cref="DType.Int64"/>, or <see langword="null"/> for the type
/// of the column.</param>
/// <param name="PerColumn">Whether each column has its own values. Otherwise all columns share one vocabulary and a document is a row; a
/// query does not count documents of several columns, so a source supports this only for one column.</param>
/// <param name="DistinctLimit">The largest number of distinct values of a column; a source with more returns <see langword="null"/>, and
/// its rows are read.</param>
public sealed record VocabularySummary(DType? Type, bool PerColumn, int DistinctLimit) : SummaryRequest;
