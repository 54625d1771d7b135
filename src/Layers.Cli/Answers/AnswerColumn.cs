namespace Layers.Cli;

/// <summary>A column of the answers.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its values: text or number.</param>
internal sealed record AnswerColumn(string Name, ColumnType Type);
