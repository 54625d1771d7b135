namespace Layers;

/// <summary>A batch that a model adapts from.</summary>
/// <param name="Inputs">A tensor for each input, in order; null for one that nobody looks at.</param>
/// <param name="Labels">For layers that learn from labels; null for none.</param>
internal readonly record struct AdaptInputs(IReadOnlyList<TensorData> Inputs, TensorData? Labels)
{
    /// <summary>How many rows it has.</summary>
    public long Rows => Inputs.First(input => input is not null).Shape[0].Size;
}
