namespace Layers.ScikitLearn;

/// <summary>A column that a part takes.</summary>
/// <param name="Name">The name of the column; null if neither the file nor the user gives one.</param>
/// <param name="Given">The result that the user connected to it by naming a file; null for none.</param>
internal readonly record struct Socket(string? Name, Source? Given);
