namespace Layers;

/// <summary>What a pass over rows has to read.</summary>
/// <param name="Inputs">The places of the inputs that somebody looks at, ascending.</param>
/// <param name="NeedsLabels">Whether somebody learns from labels.</param>
internal sealed record PassNeeds(IReadOnlyList<int> Inputs, bool NeedsLabels);
