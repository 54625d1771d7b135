namespace Layers;

/// <summary>What a layer asks of values that it computes with.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Subject">The values.</param>
/// <param name="IsRight">For each, whether the layer can compute with it.</param>
/// <param name="Fault">What is wrong with a value, from its text, and what to do.</param>
internal sealed record ValueCheck(Layer Layer, Value Subject, Value IsRight, Func<string, string> Fault)
{
    /// <summary>What the layer gives in that call: who computes it needs the check.</summary>
    public IReadOnlyList<Value> Outputs { get; set; } = [];
}
