using System.Runtime.InteropServices;

namespace Layers;

/// <summary>Kernels that move the elements of tensors of any type, including texts.</summary>
internal static class HostMoves
{
    public static TensorData Transposed(TensorData x, long[] perm)
    {
        var strides = StridesOf(x.Shape);
        var y = TensorData.Zeros(x.Type, [.. perm.Select(axis => x.Shape[(int)axis])]);
        Copy(x, 0, Array.ConvertAll(perm, axis => strides[axis]), y, 0, StridesOf(y.Shape), y.Shape);
        return y;
    }

    public static TensorData Sliced(TensorData x, int axis, long start, long end, long step)
    {
        var size = x.Shape[axis].Size;
        var strides = StridesOf(x.Shape);
        var first = Indexing.Bounds(size, start, end, step).First * strides[axis];
        var y = TensorData.Zeros(x.Type, x.Shape.With(axis, Indexing.Count(size, start, end, step)));
        strides[axis] *= step;
        Copy(x, first, strides, y, 0, StridesOf(y.Shape), y.Shape);
        return y;
    }

    public static TensorData[] Split(TensorData x, int axis, ReadOnlySpan<long> sizes)
    {
        var pieces = new TensorData[sizes.Length];
        var start = 0L;
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = Sliced(x, axis, start, start + sizes[i], 1);
            start += sizes[i];
        }
        return pieces;
    }

    public static TensorData Joined(TensorData[] parts, int axis)
    {
        var y = TensorData.Zeros(parts[0].Type, parts[0].Shape.With(axis, parts.Sum(part => part.Shape[axis].Size)));
        var strides = StridesOf(y.Shape);
        var start = 0L;
        foreach (var part in parts)
        {
            Copy(part, 0, StridesOf(part.Shape), y, start * strides[axis], strides, part.Shape);
            start += part.Shape[axis].Size;
        }
        return y;
    }

    private static long[] StridesOf(Shape shape)
    {
        var strides = new long[shape.Rank];
        var stride = 1L;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis].Size;
        }
        return strides;
    }

    private static void Copy(TensorData x, long from, long[] xStrides, TensorData y, long to, long[] yStrides, Shape shape)
    {
        if (shape.Length == 0) return;
        var sizes = shape.ToArray();
        if (x.Type == DType.String) Copy(x.AsSpan<string>(), from, xStrides, y.Span<string>(), to, yStrides, sizes, 0);
        else if (x.Type.Size() == 8) CopyBytes<long>();
        else if (x.Type.Size() == 4) CopyBytes<int>();
        else if (x.Type.Size() == 2) CopyBytes<short>();
        else CopyBytes<byte>();

        void CopyBytes<T>() where T : unmanaged =>
            Copy(MemoryMarshal.Cast<byte, T>(x.AsBytes()), from, xStrides, MemoryMarshal.Cast<byte, T>(y.WritableBytes()), to, yStrides,
                sizes, 0);
    }

    private static void Copy<T>(ReadOnlySpan<T> x, long from, long[] xStrides, Span<T> y, long to, long[] yStrides, long[] sizes, int axis)
    {
        if (axis == sizes.Length)
        {
            y[(int)to] = x[(int)from];
            return;
        }
        for (var i = 0L; i < sizes[axis]; i++)
            Copy(x, from + i * xStrides[axis], xStrides, y, to + i * yStrides[axis], yStrides, sizes, axis + 1);
    }
}
