namespace Layers.Cli;

/// <summary>A column of what is predicted, in a file of columns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its values are: texts or numbers.</param>
internal sealed record AnswerColumn(string Name, ColumnType Type);
