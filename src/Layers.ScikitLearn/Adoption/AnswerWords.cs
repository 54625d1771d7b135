namespace Layers.ScikitLearn;

/// <summary>The classes of the model's output.</summary>
/// <param name="File">The file with the classes; null if the user gave them.</param>
/// <param name="Words">The classes in the order of their numbers.</param>
/// <param name="Source">The file with its content and hash; null if the user gave the classes.</param>
internal sealed record AnswerWords(string? File, IReadOnlyList<string> Words, SourceFile? Source);
