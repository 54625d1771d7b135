namespace Layers;

/// <summary>A table, whatever it is written as.</summary>
/// <param name="Caption">What it is about.</param>
/// <param name="Titles">Of the columns; those that begin with a blank have numbers and stand to the right.</param>
/// <param name="Rows">As many cells as titles.</param>
internal sealed record TableData(string Caption, IReadOnlyList<string> Titles, IEnumerable<IReadOnlyList<string>> Rows);
