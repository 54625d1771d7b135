namespace Layers;

/// <summary>A step that writes the same elements to each row.</summary>
internal sealed class FillStep<T>(T[] row, RowValue y) : RowStep(y) where T : unmanaged
{
    public override void Run(in RowFrame frame)
    {
        var y = frame.Write<T>(Result);
        for (var start = 0; start < y.Length; start += row.Length) row.CopyTo(y[start..]);
    }
}
