namespace Layers;

/// <summary>A step that applies a kernel to each group of adjacent elements and returns a group of the same size, for example
/// softmax.</summary>
internal sealed class GroupStep<T>(RowValue x, int size, RowValue y, UnaryKernel<T, T> kernel) : RowStep(y, x) where T : unmanaged
{
    public override bool RunsInPlace => true;

    public override void Run(in RowFrame frame)
    {
        var from = frame.Read<T>(Inputs[0]);
        var to = frame.Write<T>(Result);
        for (var start = 0; start < from.Length; start += size) kernel(from.Slice(start, size), to.Slice(start, size));
    }
}
