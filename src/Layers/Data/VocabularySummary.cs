using Layers.Graphs;

namespace Layers;

/// <summary>Asks how often each value was seen: what <c>GROUP BY</c> gives (<see cref="VocabularyState.OfTexts"/>,
/// <see cref="VocabularyState.OfIntegers"/>).</summary>
/// <param name="Type">Which values: <see cref="DType.String"/>, <see cref="DType.Int64"/>, or <see langword="null"/> for the column's
/// own.</param>
/// <param name="PerColumn">Whether each column has values of its own. Otherwise all columns are one vocabulary; of several of them a
/// document is a row, which no such query counts, so that a source answers for one column only.</param>
/// <param name="DistinctLimit">How many distinct values a column may have; a source with more gives <see langword="null"/> and is
/// read.</param>
public sealed record VocabularySummary(DType? Type, bool PerColumn, int DistinctLimit) : SummaryRequest;
