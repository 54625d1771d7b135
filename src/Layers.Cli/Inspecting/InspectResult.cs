namespace Layers.Cli;

/// <summary>The result of <c>inspect</c>.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind"><c>model</c> or <c>state</c>.</param>
/// <param name="Model">The model; null for a state.</param>
/// <param name="Learned">The states of the layers, or the state of the file.</param>
internal sealed record InspectResult(string File, string Kind, InspectedModel? Model, IReadOnlyList<LearnedLayer> Learned) : IResult;
