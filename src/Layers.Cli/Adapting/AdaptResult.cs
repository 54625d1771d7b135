namespace Layers.Cli;

/// <summary>What <c>adapt</c> did.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Learned">What the layers that learned know now.</param>
/// <param name="Written">The files that were written.</param>
internal sealed record AdaptResult(string Model, IReadOnlyList<LearnedLayer> Learned, IReadOnlyList<string> Written) : IResult;
