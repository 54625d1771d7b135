namespace Layers;

/// <summary>Computes maps from each element of a result row to its source element, for broadcast, transposed, sliced or reversed
/// axes.</summary>
internal static class RowMaps
{
    public static int Length(ReadOnlySpan<int> dims)
    {
        var length = 1;
        foreach (var dim in dims) length = checked(length * dim);
        return length;
    }

    /// <summary>Returns the distance between adjacent elements along each axis.</summary>
    public static int[] Strides(ReadOnlySpan<int> dims)
    {
        var strides = new int[dims.Length];
        var stride = 1;
        for (var axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }
        return strides;
    }

    /// <summary>Returns <c>offset + Σ index · stride</c> for each element of the result, in order.</summary>
    public static int[] Of(ReadOnlySpan<int> dims, ReadOnlySpan<int> strides, int offset = 0)
    {
        var map = new int[Length(dims)];
        var index = new int[dims.Length];
        for (var i = 0; i < map.Length; i++)
        {
            var at = offset;
            for (var axis = 0; axis < index.Length; axis++) at += index[axis] * strides[axis];
            map[i] = at;
            for (var axis = dims.Length - 1; axis >= 0 && ++index[axis] == dims[axis]; axis--) index[axis] = 0;
        }
        return map;
    }

    /// <summary>Returns the map that broadcasts an operand to the sizes of a result, with axes aligned at the last; null if the sizes are
    /// not compatible.</summary>
    public static int[]? Broadcast(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        if (from.Length > to.Length) return null;
        var own = Strides(from);
        var strides = new int[to.Length];
        for (var axis = 0; axis < from.Length; axis++)
        {
            var target = axis + to.Length - from.Length;
            if (from[axis] != 1 && from[axis] != to[target]) return null;
            strides[target] = from[axis] == 1 ? 0 : own[axis];
        }
        return Of(to, strides);
    }

    /// <summary>Returns the map that moves axes to the end, in their order.</summary>
    public static int[] ToTheEnd(ReadOnlySpan<int> dims, int[] axes)
    {
        var strides = Strides(dims);
        int[] order = [.. Enumerable.Range(0, dims.Length).Where(axis => !axes.Contains(axis)), .. axes];
        var (sizes, steps) = (new int[dims.Length], new int[dims.Length]);
        for (var i = 0; i < order.Length; i++) (sizes[i], steps[i]) = (dims[order[i]], strides[order[i]]);
        return Of(sizes, steps);
    }

    public static bool IsInOrder(int[] map)
    {
        for (var i = 0; i < map.Length; i++)
            if (map[i] != i)
                return false;
        return true;
    }

    /// <summary>Returns the inverse of a permutation.</summary>
    public static int[] Inverse(int[] map)
    {
        var inverse = new int[map.Length];
        for (var i = 0; i < map.Length; i++) inverse[map[i]] = i;
        return inverse;
    }
}
