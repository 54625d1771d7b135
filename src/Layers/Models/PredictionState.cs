using System.Collections.Immutable;

namespace Layers;

/// <summary>What a model predicts with and what that means, at one moment.</summary>
/// <param name="Compiled">The graph with its weights.</param>
/// <param name="Labels">What its outputs stand for.</param>
/// <param name="Columns">What the columns that go in by position are called; null where that is not known.</param>
/// <param name="Objective">What it was compiled with.</param>
internal readonly record struct PredictionState(Compiled Compiled, ImmutableDictionary<int, OutputLabels> Labels,
    IReadOnlyList<string>? Columns, Objective? Objective);
