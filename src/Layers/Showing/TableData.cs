namespace Layers;

/// <summary>The cells of a table, which is written as HTML or as Markdown.</summary>
/// <param name="Caption">The caption: the subject of the table.</param>
/// <param name="Titles">The titles of the columns. A title that begins with a blank marks a column of numbers, which is aligned to the
/// right.</param>
/// <param name="Rows">The rows, each with a cell for each title.</param>
internal sealed record TableData(string Caption, IReadOnlyList<string> Titles, IEnumerable<IReadOnlyList<string>> Rows);
