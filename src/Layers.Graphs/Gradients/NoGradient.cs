namespace Layers.Graphs;

/// <summary>Operators that are flat, discrete, or about sizes only.</summary>
internal sealed class NoGradient(params Op[] ops)
{
    public IReadOnlyList<Op> Ops { get; } = ops;
}
