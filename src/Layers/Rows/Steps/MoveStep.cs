namespace Layers;

/// <summary>A step that moves the elements of a row, which implements transposing, slicing, splitting, joining, padding and
/// broadcasting.</summary>
/// <param name="x">The source.</param>
/// <param name="y">The result.</param>
/// <param name="map">The index in the row of <paramref name="x"/> for each written element.</param>
/// <param name="start">The index in the row of <paramref name="y"/> at which the first element is written.</param>
internal sealed class MoveStep<T>(RowValue x, RowValue y, int[] map, int start = 0) : RowStep(y, x) where T : unmanaged
{
    private readonly bool _isRun = Enumerable.Range(0, map.Length).All(i => map[i] == map[0] + i);

    public override void Run(in RowFrame frame)
    {
        var from = frame.Read<T>(Inputs[0]);
        var to = frame.Write<T>(Result);
        var (width, result) = (Inputs[0].Length, Result.Length);
        for (var row = 0; row < frame.Rows; row++)
        {
            var source = from.Slice(row * width, width);
            var target = to.Slice(row * result + start, map.Length);
            if (map.Length == 0) continue;
            if (_isRun) source.Slice(map[0], map.Length).CopyTo(target);
            else for (var i = 0; i < target.Length; i++) target[i] = source[map[i]];
        }
    }
}
