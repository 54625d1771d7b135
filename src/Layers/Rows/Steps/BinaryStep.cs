namespace Layers;

internal delegate void BinaryKernel<TIn, TOut>(ReadOnlySpan<TIn> a, ReadOnlySpan<TIn> b, Span<TOut> y);

/// <summary>A step that combines two values of the same sizes element by element.</summary>
internal sealed class BinaryStep<TIn, TOut>(RowValue a, RowValue b, RowValue y, BinaryKernel<TIn, TOut> kernel) : RowStep(y, a, b)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override bool RunsInPlace => typeof(TIn) == typeof(TOut);

    public override void Run(in RowFrame frame) =>
        kernel(frame.Read<TIn>(Inputs[0]), frame.Read<TIn>(Inputs[1]), frame.Write<TOut>(Result));
}
