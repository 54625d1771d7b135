namespace Layers.Graphs;

/// <summary>Operators without a gradient: piecewise constant, discrete, or computing only sizes.</summary>
internal sealed class NoGradient(params Op[] ops)
{
    public IReadOnlyList<Op> Ops { get; } = ops;
}
