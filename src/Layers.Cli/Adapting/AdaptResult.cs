namespace Layers.Cli;

/// <summary>The result of <c>adapt</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Learned">The states of the layers that learned.</param>
/// <param name="Written">The files that were written.</param>
internal sealed record AdaptResult(string Model, IReadOnlyList<LearnedLayer> Learned, IReadOnlyList<string> Written) : IResult;
