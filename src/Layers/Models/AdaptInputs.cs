namespace Layers;

/// <summary>A batch that a model adapts from.</summary>
/// <param name="Inputs">A tensor for each input, in order.</param>
/// <param name="Labels">For layers that learn from labels; null for none.</param>
internal readonly record struct AdaptInputs(IReadOnlyList<TensorData> Inputs, TensorData? Labels);
