namespace Layers;

internal delegate void UnaryKernel<TIn, TOut>(ReadOnlySpan<TIn> x, Span<TOut> y);

/// <summary>Each element by itself.</summary>
internal sealed class UnaryStep<TIn, TOut>(RowValue x, RowValue y, UnaryKernel<TIn, TOut> kernel) : RowStep(y, x)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override bool RunsInPlace => typeof(TIn) == typeof(TOut);

    public override void Run(in RowFrame frame) => kernel(frame.Read<TIn>(Inputs[0]), frame.Write<TOut>(Result));
}
