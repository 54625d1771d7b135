namespace Layers;

/// <summary>A batch from which a model adapts.</summary>
/// <param name="Inputs">A tensor for each input, in order; null for an input that no layer needs.</param>
/// <param name="Labels">The labels, for layers that learn from them; null for none.</param>
internal readonly record struct AdaptInputs(IReadOnlyList<TensorData> Inputs, TensorData? Labels)
{
    /// <summary>The number of rows.</summary>
    public long Rows => Inputs.First(input => input is not null).Shape[0].Size;
}
