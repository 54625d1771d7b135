namespace Layers.Cli;

/// <summary>What <c>merge</c> did.</summary>
/// <param name="Files">The files that were read.</param>
/// <param name="Learned">What they know together.</param>
/// <param name="Written">The file that was written.</param>
internal sealed record MergeResult(IReadOnlyList<string> Files, LearnedLayer Learned, string Written) : IResult;
