namespace Layers.Cli;

/// <summary>The result of <c>merge</c>.</summary>
/// <param name="Files">The files that were read.</param>
/// <param name="Learned">The merged state.</param>
/// <param name="Written">The file that was written.</param>
internal sealed record MergeResult(IReadOnlyList<string> Files, LearnedLayer Learned, string Written) : IResult;
