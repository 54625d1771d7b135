namespace Layers;

/// <summary>What an adaptive layer learned its weights from. The policies belong to the pass that used them: setting others changes what the next pass does, and nothing before.</summary>
/// <param name="State">What was seen.</param>
/// <param name="MissingValues">What was done with missing values.</param>
/// <param name="ConstantFeatures">What was stored for features that do not vary.</param>
internal sealed record LearnedState(AdaptState State, MissingValues MissingValues, ConstantFeatures ConstantFeatures);
