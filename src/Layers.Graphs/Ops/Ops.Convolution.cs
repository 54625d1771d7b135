namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>The sum, under a window that moves over the axes behind batch and channels, of elements times a kernel.</summary>
    /// <param name="x">Floating-point <c>[batch, channels, sizes…]</c> of rank 3 or more. ONNX Runtime's CPU kernels know float32 and
    /// float16.</param>
    /// <param name="w"><c>[filters, channels / group, window sizes…]</c>.</param>
    /// <param name="bias">A number for each filter, <c>[filters]</c>; <see langword="null"/> for none.</param>
    /// <param name="strides">How far the window moves along each axis; <see langword="null"/> for 1.</param>
    /// <param name="pads">Zeros around: in front of each axis, then behind each; <see langword="null"/> for none.</param>
    /// <param name="dilations">How far apart the window's elements are along each axis; <see langword="null"/> for 1.</param>
    /// <param name="group">Into how many parts the channels fall, each with its own filters.</param>
    /// <param name="samePads">As many zeros as leave one result a stride, the odd one behind, in place of <paramref name="pads"/>;
    /// ONNX's <c>auto_pad</c> <c>SAME_UPPER</c>, TensorFlow's <c>SAME</c>.</param>
    /// <returns><c>[batch, filters, sizes…]</c>.</returns>
    public static Value Conv(Value x, Value w, Value? bias = null, long[]? strides = null, long[]? pads = null, long[]? dilations = null, long group = 1, bool samePads = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(w);
        if (samePads && x.Shape.Rank == w.Shape.Rank && x.Shape.Rank >= 3 && w.Shape[2..].IsKnown && SamePads(x.Shape, w.Shape[2..].ToArray(), strides, dilations) is { } same)
            (pads, samePads) = (same, false);
        return Make(Op.Conv, bias is null ? [x, w] : [x, w, bias], Attributes(strides, pads, dilations, group, samePads: samePads));
    }

    /// <summary>Each element spread under a window by a kernel, and what meets added up: the transpose of <see cref="Conv"/>.</summary>
    /// <param name="x">Floating-point <c>[batch, channels, sizes…]</c> of rank 3 or more.</param>
    /// <param name="w"><c>[channels, filters / group, window sizes…]</c>.</param>
    /// <param name="bias">A number for each filter, <c>[filters]</c>; <see langword="null"/> for none.</param>
    /// <param name="strides">How far the window moves along each axis; <see langword="null"/> for 1.</param>
    /// <param name="pads">How much is cut off: in front of each axis, then behind each; <see langword="null"/> for none.</param>
    /// <param name="dilations">How far apart the window's elements are along each axis; <see langword="null"/> for 1.</param>
    /// <param name="group">Into how many parts the channels fall, each with its own filters.</param>
    /// <param name="outputPadding">How much is added behind each axis; <see langword="null"/> for none.</param>
    /// <returns><c>[batch, filters, sizes…]</c>.</returns>
    public static Value ConvTranspose(Value x, Value w, Value? bias = null, long[]? strides = null, long[]? pads = null, long[]? dilations = null, long group = 1, long[]? outputPadding = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(w);
        return Make(Op.ConvTranspose, bias is null ? [x, w] : [x, w, bias], Attributes(strides, pads, dilations, group, outputPadding: outputPadding));
    }

    /// <summary>The largest under a window; what lies around is smaller than everything.</summary>
    /// <param name="x"><c>[batch, channels, sizes…]</c> of rank 3 or more: floating-point, int8 or uint8.</param>
    /// <param name="kernelShape">The window's size along each axis.</param>
    /// <param name="strides">How far the window moves along each axis; <see langword="null"/> for 1.</param>
    /// <param name="pads">How much lies around: in front of each axis, then behind each; <see langword="null"/> for none.</param>
    /// <param name="samePads">As many pads as leave one result a stride, the odd one behind, in place of <paramref name="pads"/>.</param>
    /// <returns><c>[batch, channels, sizes…]</c>.</returns>
    public static Value MaxPool(Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null, bool samePads = false) =>
        Pool(Op.MaxPool, x, kernelShape, strides, pads, samePads);

    /// <summary>The mean under a window.</summary>
    /// <param name="x">Floating-point <c>[batch, channels, sizes…]</c> of rank 3 or more. ONNX Runtime's CPU kernels know float32 and
    /// float16.</param>
    /// <param name="kernelShape">The window's size along each axis.</param>
    /// <param name="strides">How far the window moves along each axis; <see langword="null"/> for 1.</param>
    /// <param name="pads">How much lies around: in front of each axis, then behind each; <see langword="null"/> for none.</param>
    /// <param name="samePads">As many pads as leave one result a stride, the odd one behind, in place of <paramref name="pads"/>.</param>
    /// <param name="countIncludePad">Whether the zeros around count; default false.</param>
    /// <returns><c>[batch, channels, sizes…]</c>.</returns>
    public static Value AveragePool(Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null, bool samePads = false, bool countIncludePad = false) =>
        countIncludePad ? Pool(Op.AveragePool, x, kernelShape, strides, pads, samePads, ("count_include_pad", 1L)) : Pool(Op.AveragePool, x, kernelShape, strides, pads, samePads);

    /// <summary>The largest under a window, and where it is: int64, counted row by row through the whole input, the first of
    /// equals.</summary>
    /// <param name="x"><c>[batch, channels, sizes…]</c> of rank 3 or more: floating-point, int8 or uint8.</param>
    /// <param name="kernelShape">The window's size along each axis.</param>
    /// <param name="strides">How far the window moves along each axis; <see langword="null"/> for 1.</param>
    /// <param name="pads">How much lies around: in front of each axis, then behind each; <see langword="null"/> for none.</param>
    /// <param name="samePads">As many pads as leave one result a stride, the odd one behind, in place of <paramref name="pads"/>.</param>
    /// <returns>Both <c>[batch, channels, sizes…]</c>.</returns>
    public static (Value Values, Value Indices) MaxPoolWithIndices(Value x, long[] kernelShape, long[]? strides = null, long[]? pads = null, bool samePads = false)
    {
        var indices = MaxPoolIndices(MaxPool(x, kernelShape, strides, pads, samePads).Node);
        return (indices.Node.Outputs[0], indices);
    }

    internal static Value MaxPoolIndices(Node pool) =>
        new Node(Op.MaxPool, pool.Inputs, new Dictionary<string, object>(pool.Attributes) { ["storage_order"] = 0L }).Outputs[1];

    private static Value Pool(Op op, Value x, long[] kernelShape, long[]? strides, long[]? pads, bool samePads, params (string, object)[] more)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(kernelShape);
        if (samePads && x.Shape.Rank == kernelShape.Length + 2 && SamePads(x.Shape, kernelShape, strides, null) is { } same) (pads, samePads) = (same, false);
        return Make(op, [x], [("kernel_shape", kernelShape), .. Attributes(strides, pads, null, 1, samePads: samePads), .. more]);
    }

    // Null where they depend on a size that only the run tells: steps of 1 need the same pads whatever the size.
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

    // What says nothing is left out, so that equal windows are equal nodes and print short.
    private static (string, object)[] Attributes(long[]? strides, long[]? pads, long[]? dilations, long group, long[]? outputPadding = null, bool samePads = false) =>
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
