namespace Layers;

/// <summary>The known classes of an output.</summary>
/// <param name="Names">The names in the order of the class numbers.</param>
/// <param name="Title">The name of the labels for people; null for the name of the output.</param>
internal sealed record KnownClasses(IReadOnlyList<string> Names, string? Title);
