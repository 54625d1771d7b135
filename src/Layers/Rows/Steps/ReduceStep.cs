namespace Layers;

internal delegate TOut ReduceKernel<TIn, TOut>(ReadOnlySpan<TIn> x);

/// <summary>A step that reduces each group of adjacent elements to one number.</summary>
internal sealed class ReduceStep<TIn, TOut>(RowValue x, int size, RowValue y, ReduceKernel<TIn, TOut> kernel) : RowStep(y, x)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override void Run(in RowFrame frame)
    {
        var from = frame.Read<TIn>(Inputs[0]);
        var to = frame.Write<TOut>(Result);
        for (var i = 0; i < to.Length; i++) to[i] = kernel(from.Slice(i * size, size));
    }
}
