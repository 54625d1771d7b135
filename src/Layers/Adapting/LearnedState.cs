namespace Layers;

/// <summary>The state and the policy that an adaptive layer learned its weights from. The policy belongs to the pass that used it: a new
/// policy affects only the next pass.</summary>
/// <param name="State">The state.</param>
/// <param name="Policy">The policy of the pass, a <see cref="NumericPolicy"/>; null for a layer without policies.</param>
internal sealed record LearnedState(AdaptState State, object? Policy);
