namespace Layers;

/// <summary>Computes the result shapes of operators that keep the order of elements.</summary>
internal static class HostShapes
{
    public static Shape Reshaped(Shape x, ReadOnlySpan<long> target)
    {
        var sizes = new long[target.Length];
        var (known, open) = (1L, -1);
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (target[axis] == -1) open = axis;
            else known *= sizes[axis] = target[axis] == 0 ? x[axis].Size : target[axis];
        }
        if (open >= 0) sizes[open] = known == 0 ? 0 : x.Length / known;
        return Shape.Of(sizes);
    }

    public static Shape Squeezed(Shape x, int[] axes) => [.. x.Where((_, axis) => !axes.Contains(axis))];

    public static Shape Unsqueezed(Shape x, int[] axes)
    {
        var source = 0;
        return [.. Enumerable.Range(0, x.Rank + axes.Length).Select(axis => axes.Contains(axis) ? 1 : x[source++])];
    }
}
