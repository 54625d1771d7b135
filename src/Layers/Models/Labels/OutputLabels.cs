namespace Layers;

/// <summary>What the numbers of an output stand for.</summary>
/// <param name="Columns">The columns that its labels came from; null where they came without names.</param>
/// <param name="Classes">The classes in the order of their numbers; null where the output is numbers that mean themselves.</param>
internal sealed record OutputLabels(IReadOnlyList<string>? Columns, CategoryList? Classes);
