namespace Layers;

/// <summary>The classes of an output, as measuring needs them.</summary>
/// <param name="Names">In the order of their numbers.</param>
/// <param name="Title">What people call the labels; null for the name of the output.</param>
internal sealed record KnownClasses(IReadOnlyList<string> Names, string? Title);
