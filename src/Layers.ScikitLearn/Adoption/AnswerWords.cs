namespace Layers.ScikitLearn;

/// <summary>The classes that the model's numbers stand for.</summary>
/// <param name="File">The file that knows them; null where the user said them.</param>
/// <param name="Words">The classes in the order of their numbers.</param>
/// <param name="Source">The file with its content and hash; null where the user said the classes.</param>
internal sealed record AnswerWords(string? File, IReadOnlyList<string> Words, SourceFile? Source);
