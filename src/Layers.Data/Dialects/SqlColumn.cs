namespace Layers.Data;

/// <summary>A numeric column of a query.</summary>
/// <param name="Name">The name of the column in the query, without quotes.</param>
/// <param name="Number">The kind of its numbers.</param>
public sealed record SqlColumn(string Name, SqlNumber Number);
