namespace Layers;

/// <summary>The vocabulary of a lookup.</summary>
/// <param name="Terms">The values without mask and OOV tokens, in the order of their indices.</param>
internal sealed record LookupVocabulary<T>(T[] Terms);
