namespace Layers.Data;

/// <summary>A column of numbers of a query.</summary>
/// <param name="Name">Its name, as the query gives it: not quoted.</param>
/// <param name="Number">What it holds.</param>
public sealed record SqlColumn(string Name, SqlNumber Number);
