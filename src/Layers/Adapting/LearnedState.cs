namespace Layers;

/// <summary>What an adaptive layer learned its weights from. The policy belongs to the pass that used it: setting another changes what the
/// next pass does, and nothing before.</summary>
/// <param name="State">What was seen.</param>
/// <param name="Policy">How the layer read it, as a <see cref="NumericPolicy"/>; null for a layer that has nothing to choose.</param>
internal sealed record LearnedState(AdaptState State, object? Policy);
