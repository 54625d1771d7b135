namespace Layers;

/// <summary>A step that combines a value with a constant of the same sizes, which is the same for each row.</summary>
/// <param name="x">The value.</param>
/// <param name="constant">The constant's elements. They are repeated for several rows, so that one call of the kernel processes
/// them.</param>
/// <param name="y">The result.</param>
/// <param name="kernel">The kernel, whose left operand is the value.</param>
/// <param name="isFirst">Whether the constant is the left operand instead.</param>
internal sealed class ConstantStep<TIn, TOut>(RowValue x, TIn[] constant, RowValue y, BinaryKernel<TIn, TOut> kernel, bool isFirst)
    : RowStep(y, x)
    where TIn : unmanaged
    where TOut : unmanaged
{
    private readonly TIn[] _constant = Tiles.Repeat(constant);

    public override bool RunsInPlace => typeof(TIn) == typeof(TOut);

    public override void Run(in RowFrame frame)
    {
        var x = frame.Read<TIn>(Inputs[0]);
        var y = frame.Write<TOut>(Result);
        for (var start = 0; start < x.Length; start += _constant.Length)
        {
            var count = Math.Min(_constant.Length, x.Length - start);
            var part = x.Slice(start, count);
            var same = _constant.AsSpan(0, count);
            if (isFirst) kernel(same, part, y.Slice(start, count));
            else kernel(part, same, y.Slice(start, count));
        }
    }
}
