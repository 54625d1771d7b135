namespace Layers.Cli;

/// <summary>What is in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind"><c>model</c> or <c>state</c>.</param>
/// <param name="Model">The model; null for a state.</param>
/// <param name="Learned">What the layers of the model, or the state, know of data.</param>
internal sealed record InspectResult(string File, string Kind, InspectedModel? Model, IReadOnlyList<LearnedLayer> Learned) : IResult;
