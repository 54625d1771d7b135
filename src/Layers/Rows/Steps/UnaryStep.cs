namespace Layers;

internal delegate void UnaryKernel<TIn, TOut>(ReadOnlySpan<TIn> x, Span<TOut> y);

/// <summary>A step that computes each element separately.</summary>
internal sealed class UnaryStep<TIn, TOut>(RowValue x, RowValue y, UnaryKernel<TIn, TOut> kernel) : RowStep(y, x)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override bool RunsInPlace => typeof(TIn) == typeof(TOut);

    public override void Run(in RowFrame frame)
    {
        var x = frame.Read<TIn>(Inputs[0]);
        var y = frame.Write<TOut>(Result);
        if (x.Length >= Formulas.Fewest) kernel(x, y);
        else RunFew(x, y);
    }

    private void RunFew(ReadOnlySpan<TIn> x, Span<TOut> y)
    {
        Span<TIn> from = stackalloc TIn[Formulas.Fewest];
        Span<TOut> to = stackalloc TOut[Formulas.Fewest];
        x.CopyTo(from);
        kernel(from, to);
        to[..y.Length].CopyTo(y);
    }
}
