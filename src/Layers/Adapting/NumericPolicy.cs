namespace Layers;

/// <summary>How statistics were read.</summary>
/// <param name="MissingValues">What was done with missing values.</param>
/// <param name="ConstantFeatures">What was stored for features that do not vary.</param>
internal sealed record NumericPolicy(MissingValues MissingValues, ConstantFeatures ConstantFeatures);
