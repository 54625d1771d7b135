namespace Layers;

/// <summary>The data that a pass over rows has to read.</summary>
/// <param name="Inputs">The indices of the required inputs, ascending.</param>
/// <param name="NeedsLabels">Whether a layer learns from labels.</param>
internal sealed record PassNeeds(IReadOnlyList<int> Inputs, bool NeedsLabels);
