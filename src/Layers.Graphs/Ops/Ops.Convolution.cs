namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Computes a convolution: the sum of elements times a kernel, in a window that moves over the axes after batch and
    /// channels.</summary>
    /// <param name="x">The input, floating-point <c>[batch, channels, sizes…]</c> of rank 3 or more. ONNX Runtime's CPU kernels support
    /// float32 and float16.</param>
    /// <param name="w">The kernel, <c>[filters, channels / group, window sizes…]</c>.</param>
    /// <param name="bias">A number for each filter, <c>[filters]</c>; <see langword="null"/>, the default, for none.</param>
    /// <param name="strides">The step of the window along each axis; <see langword="null"/>, the default, for 1.</param>
    /// <param name="pads">The numbers of zeros at the start of each axis, then at the end of each; <see langword="null"/>, the default, for
    /// none.</param>
    /// <param name="dilations">The distance between the window's elements along each axis; <see langword="null"/>, the default, for
    /// 1.</param>
    /// <param name="group">The number of groups of channels, each with its own filters; default 1.</param>
    /// <param name="samePads">Whether the padding is chosen so that each axis of the result has the size of <paramref name="x"/> divided by
    /// the stride, rounded up; <paramref name="pads"/> is then not used. If the number of pads is odd, the additional one is at the end.
    /// ONNX's <c>auto_pad</c> <c>SAME_UPPER</c>, TensorFlow's <c>SAME</c>; default false.</param>
    /// <returns>The result, <c>[batch, filters, sizes…]</c>.</returns>
    public static Value Conv(Value x, Value w, Value? bias = null, long[]? strides = null, long[]? pads = null, long[]? dilations = null,
        long group = 1, bool samePads = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(w);
        if (samePads && x.Shape.Rank == w.Shape.Rank && x.Shape.Rank >= 3 && w.Shape[2..].IsKnown
            && SamePads(x.Shape, w.Shape[2..].ToArray(), strides, dilations) is { } same)
            (pads, samePads) = (same, false);
        return Make(Op.Conv, bias is null ? [x, w] : [x, w, bias], Attributes(strides, pads, dilations, group, samePads: samePads));
    }

    /// <summary>Computes a transposed convolution, the transpose of <see cref="Conv"/>: each element times the kernel is added to a window
    /// of the result.</summary>
    /// <param name="x">The input, floating-point <c>[batch, channels, sizes…]</c> of rank 3 or more.</param>
    /// <param name="w">The kernel, <c>[channels, filters / group, window sizes…]</c>.</param>
    /// <param name="bias">A number for each filter, <c>[filters]</c>; <see langword="null"/>, the default, for none.</param>
    /// <param name="strides">The step of the window along each axis; <see langword="null"/>, the default, for 1.</param>
    /// <param name="pads">The numbers of elements that are removed at the start of each axis, then at the end of each;
    /// <see langword="null"/>, the default, for none.</param>
    /// <param name="dilations">The distance between the window's elements along each axis; <see langword="null"/>, the default, for
    /// 1.</param>
    /// <param name="group">The number of groups of channels, each with its own filters; default 1.</param>
    /// <param name="outputPadding">The number of elements that are added at the end of each axis; <see langword="null"/>, the default, for
    /// none.</param>
    /// <returns>The result, <c>[batch, filters, sizes…]</c>.</returns>
    public static Value ConvTranspose(Value x, Value w, Value? bias = null, long[]? strides = null, long[]? pads = null,
        long[]? dilations = null, long group = 1, long[]? outputPadding = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(w);
        return Make(Op.ConvTranspose, bias is null ? [x, w] : [x, w, bias],
            Attributes(strides, pads, dilations, group, outputPadding: outputPadding));
    }

    /// <summary>Returns the largest element in each window. Padding counts as smaller than every element.</summary>
    /// <param name="x">The input, <c>[batch, channels, sizes…]</c> of rank 3 or more: floating-point, int8 or uint8.</param>
    /// <param name="kernelShape">The size of the window along each axis.</param>
    /// <param name="strides">The step of the window along each axis; <see langword="null"/>, the default, for 1.</param>
    /// <param name="pads">The padding at the start of each axis, then at the end of each; <see langword="null"/>, the default, for
    /// none.</param>
    /// <param name="samePads">Whether the padding is chosen so that each axis of the result has the size of <paramref name="x"/> divided by
    /// the stride, rounded up; <paramref name="pads"/> is then not used. If the number of pads is odd, the additional one is at the end.
    /// Default false.</param>
    /// <returns>The result, <c>[batch, channels, sizes…]</c>.</returns>
    public static Value MaxPool(Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null, bool samePads = false) =>
        Pool(Op.MaxPool, x, kernelShape, strides, pads, samePads);

    /// <summary>Returns the mean of the values in each window of the spatial axes (average pooling).</summary>
    /// <param name="x">The input, floating-point <c>[batch, channels, sizes…]</c> of rank 3 or more. ONNX Runtime's CPU kernels support
    /// float32 and float16.</param>
    /// <param name="kernelShape">The size of the window along each axis.</param>
    /// <param name="strides">The step of the window along each axis; <see langword="null"/>, the default, for 1.</param>
    /// <param name="pads">The padding at the start of each axis, then at the end of each; <see langword="null"/>, the default, for
    /// none.</param>
    /// <param name="samePads">Whether the padding is chosen so that each axis of the result has the size of <paramref name="x"/> divided by
    /// the stride, rounded up; <paramref name="pads"/> is then not used. If the number of pads is odd, the additional one is at the end.
    /// Default false.</param>
    /// <param name="countIncludePad">Whether the mean includes the zeros of the padding; default false.</param>
    /// <returns>The result, <c>[batch, channels, sizes…]</c>.</returns>
    public static Value AveragePool(Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null, bool samePads = false,
        bool countIncludePad = false) =>
        countIncludePad ? Pool(Op.AveragePool, x, kernelShape, strides, pads, samePads, ("count_include_pad", 1L))
            : Pool(Op.AveragePool, x, kernelShape, strides, pads, samePads);

    /// <summary>Returns the largest element in each window and its index in the whole input, int64 in row-major order. Of equal elements,
    /// it is the first.</summary>
    /// <param name="x">The input, <c>[batch, channels, sizes…]</c> of rank 3 or more: floating-point, int8 or uint8.</param>
    /// <param name="kernelShape">The size of the window along each axis.</param>
    /// <param name="strides">The step of the window along each axis; <see langword="null"/>, the default, for 1.</param>
    /// <param name="pads">The padding at the start of each axis, then at the end of each; <see langword="null"/>, the default, for
    /// none.</param>
    /// <param name="samePads">Whether the padding is chosen so that each axis of the result has the size of <paramref name="x"/> divided by
    /// the stride, rounded up; <paramref name="pads"/> is then not used. If the number of pads is odd, the additional one is at the end.
    /// Default false.</param>
    /// <returns>The elements and the indices, both <c>[batch, channels, sizes…]</c>.</returns>
    public static (Value Values, Value Indices) MaxPoolWithIndices(Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null,
        bool samePads = false)
    {
        var indices = MaxPoolIndices(MaxPool(x, kernelShape, strides, pads, samePads).Node);
        return (indices.Node.Outputs[0], indices);
    }

    internal static Value MaxPoolIndices(Node pool) =>
        new Node(Op.MaxPool, pool.Inputs, new Dictionary<string, object>(pool.Attributes) { ["storage_order"] = 0L }).Outputs[1];

    private static Value Pool(Op op, Value x, long[] kernelShape, long[]? strides, long[]? pads, bool samePads,
        params (string, object)[] more)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(kernelShape);
        if (samePads && x.Shape.Rank == kernelShape.Length + 2 && SamePads(x.Shape, kernelShape, strides, null) is { } same)
            (pads, samePads) = (same, false);
        return Make(op, [x], [("kernel_shape", kernelShape), .. Attributes(strides, pads, null, 1, samePads: samePads), .. more]);
    }

    // Returns null if the pads depend on a size that is known only at run time. With a stride of 1, they do not depend on the size.
    private static long[]? SamePads(Shape x, long[] kernel, long[]? strides, long[]? dilations)
    {
        var pads = new long[2 * kernel.Length];
        for (var axis = 0; axis < kernel.Length; axis++)
        {
            var (stride, span) = (strides?[axis] ?? 1, (dilations?[axis] ?? 1) * (kernel[axis] - 1) + 1);
            if (stride != 1 && !x[axis + 2].IsKnown) return null;
            var size = stride == 1 ? 0 : x[axis + 2].Size;
            var total = stride == 1 ? span - 1 : Math.Max(((size + stride - 1) / stride - 1) * stride + span - size, 0);
            (pads[axis], pads[axis + kernel.Length]) = (total / 2, total - total / 2);
        }
        return pads;
    }

    // Attributes with default values are omitted, so that equal windows are equal nodes, and printed nodes are short.
    private static (string, object)[] Attributes(long[]? strides, long[]? pads, long[]? dilations, long group, long[]? outputPadding = null,
        bool samePads = false) =>
    [
        .. samePads ? [("auto_pad", Window.Same)] : Array.Empty<(string, object)>(),
        .. Unless(1, "dilations", dilations),
        .. group == 1 ? Array.Empty<(string, object)>() : [("group", group)],
        .. Unless(0, "output_padding", outputPadding),
        .. samePads ? [] : Unless(0, "pads", pads),
        .. Unless(1, "strides", strides),
    ];

    private static (string, object)[] Unless(long all, string name, long[]? numbers) =>
        numbers is null || Array.TrueForAll(numbers, number => number == all) ? [] : [(name, numbers)];
}
