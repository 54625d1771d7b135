namespace Layers;

/// <summary>The policies of a pass over numbers.</summary>
/// <param name="MissingValues">The policy for missing values.</param>
/// <param name="ConstantFeatures">The policy for features that do not vary.</param>
internal sealed record NumericPolicy(MissingValues MissingValues, ConstantFeatures ConstantFeatures);
