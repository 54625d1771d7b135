namespace Layers;

/// <summary>A step that looks up rows of a table by index, as ONNX <c>Gather</c> on the first axis does: negative indices count from the
/// end.</summary>
internal sealed class LookupStep<TIndex, T>(RowValue indices, T[] table, int width, RowValue y) : RowStep(y, indices)
    where TIndex : unmanaged, System.Numerics.INumber<TIndex>
    where T : unmanaged
{
    private readonly int _count = table.Length / Math.Max(1, width);

    public override void Run(in RowFrame frame)
    {
        var from = frame.Read<TIndex>(Inputs[0]);
        var to = frame.Write<T>(Result);
        for (var i = 0; i < from.Length; i++)
        {
            var index = long.CreateTruncating(from[i]);
            if (index < -_count || index >= _count) throw Throw.IndexOutsideTable(index, _count);
            table.AsSpan((int)(index < 0 ? index + _count : index) * width, width).CopyTo(to[(i * width)..]);
        }
    }
}
