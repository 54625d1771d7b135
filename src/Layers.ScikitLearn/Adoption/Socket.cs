namespace Layers.ScikitLearn;

/// <summary>A column that a part takes.</summary>
/// <param name="Name">What it is called; null where neither the file nor the user says.</param>
/// <param name="Given">The result that the user connected to it by naming a file; null otherwise.</param>
internal readonly record struct Socket(string? Name, Source? Given);
