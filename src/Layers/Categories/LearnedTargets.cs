namespace Layers;

/// <summary>The encodings that a <see cref="TargetEncoding"/> learned from labels.</summary>
/// <param name="Classes">The classes, sorted; null if the labels are numbers.</param>
/// <param name="Tables">For each column and target, the encoding of an unknown category, which is the mean of all labels, followed by the
/// encodings of the categories.</param>
internal sealed record LearnedTargets(CategoryList? Classes, double[][][] Tables);
