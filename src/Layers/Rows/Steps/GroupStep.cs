namespace Layers;

/// <summary>As many elements of each so many that stand together, as softmax gives.</summary>
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
