namespace Layers.Cli;

/// <summary>A column of a file of answers: a part of the answer, or a column that is kept from the data.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its values: text or number for a part of the answer, any type for a kept column.</param>
internal sealed record AnswerColumn(string Name, ColumnType Type);
