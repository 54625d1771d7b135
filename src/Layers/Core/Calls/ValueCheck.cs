namespace Layers;

/// <summary>A layer's check of the values that it computes with.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Subject">The values.</param>
/// <param name="IsRight">For each value, whether the layer can compute with it.</param>
/// <param name="Fault">A function that returns the fault of a value, given as text, and what to do.</param>
internal sealed record ValueCheck(Layer Layer, Value Subject, Value IsRight, Func<string, string> Fault)
{
    /// <summary>The layer's outputs in the call that added the check. A graph that computes one of them needs the check.</summary>
    public IReadOnlyList<Value> Outputs { get; set; } = [];
}
