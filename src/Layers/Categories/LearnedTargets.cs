namespace Layers;

/// <summary>What labels taught a layer of categories.</summary>
/// <param name="Classes">The classes, sorted; null for labels that are numbers.</param>
/// <param name="Tables">Of each column and target the encoding of an unknown category, which is the mean of all labels, and then those of
/// the categories.</param>
internal sealed record LearnedTargets(CategoryList? Classes, double[][][] Tables);
