using System.Collections.Immutable;

namespace Layers;

/// <summary>The state of a model that determines its predictions and their meaning, at one moment.</summary>
/// <param name="Compiled">The graph with its weights.</param>
/// <param name="Labels">The labels of the outputs.</param>
/// <param name="Columns">The names of the columns that feed the input by position; null if they are not known.</param>
/// <param name="Objective">The optimizer, losses and metrics that the model was compiled with.</param>
internal readonly record struct PredictionState(Compiled Compiled, ImmutableDictionary<int, OutputLabels> Labels,
    IReadOnlyList<string>? Columns, Objective? Objective);
