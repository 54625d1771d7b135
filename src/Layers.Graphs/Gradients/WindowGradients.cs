using static Layers.Graphs.Ops;

namespace Layers.Graphs;

/// <summary>Gradients of convolutions and pools, written with the same operators. The gradient of a convolution's input is a transposed
/// convolution. The gradient of its kernel is a convolution of the input with <c>dy</c>, with strides and dilations exchanged (Dumoulin and
/// Visin, 2016).</summary>
internal static class WindowGradients
{
    public static IReadOnlyList<Value?> OfConv(Value dy, Node node)
    {
        var (x, w, window, group) = (node.Inputs[0], node.Inputs[1], Window.OfKernel(node), node.Int("group", 1));
        return [InputGradient(dy, w, x, window, group), KernelGradient(x, dy, w.Shape, window, group), .. BiasGradient(dy, node)];
    }

    public static IReadOnlyList<Value?> OfConvTranspose(Value dy, Node node)
    {
        var (x, w, window, group) = (node.Inputs[0], node.Inputs[1], Window.OfKernel(node), node.Int("group", 1));
        var dx = Conv(dy, w, strides: window.Strides, pads: [.. window.Before, .. window.After], dilations: window.Dilations, group: group);
        return [dx, KernelGradient(dy, x, w.Shape, window, group), .. BiasGradient(dy, node)];
    }

    /// <summary>Returns the gradient of max pooling. The largest element of a window gets the whole gradient; of equal elements, the first
    /// one.</summary>
    public static Value OfMaxPool(Value dy, Node node)
    {
        var x = node.Inputs[0];
        var taken = node.Outputs.Count > 1 ? node.Outputs[1] : MaxPoolIndices(node);
        var zeros = Expand(Scalar(0, x.Type), ReduceProd(ShapeOf(x)));
        return Reshape(ScatterAdd(zeros, Reshape(taken, -1, 1), Reshape(dy, -1)), ShapeOf(x));
    }

    /// <summary>Returns the gradient of average pooling, which is shared evenly among the elements that were counted: a transposed
    /// convolution of each channel with ones.</summary>
    public static Value OfAveragePool(Value dy, Node node)
    {
        var (x, window) = (node.Inputs[0], Window.OfPool(node));
        var share = dy / Count(node, window);
        // Each channel is treated as an image of its own, so one kernel of ones is enough for any number of channels.
        var pictures = Reshape(share, Sizes([Int64s(-1, 1)], share));
        var ones = Constant(ElementStorage.Of(x.Type).Filled(1, [1, 1, .. window.Kernel]));
        return Reshape(InputGradient(pictures, ones, x, window, 1), ShapeOf(x));
    }

    private static IEnumerable<Value?> BiasGradient(Value dy, Node node) =>
        node.Inputs.Count == 3 ? [ReduceSum(dy, [0, .. Enumerable.Range(2, dy.Shape.Rank - 2)], keepDims: false)] : [];

    // Returns the gradient with the sizes of x. With strides, the window may not reach the last elements of x.
    private static Value InputGradient(Value dy, Value w, Value x, Window window, long group)
    {
        if (x.Shape[2..].IsKnown)
        {
            long[] unseen = [.. Enumerable.Range(0, window.Rank)
                .Select(axis => x.Shape[axis + 2].Size - InputSpan(dy.Shape[axis + 2].Size, window, axis) + window.Before[axis]
                + window.After[axis])];
            return ConvTranspose(dy, w, strides: window.Strides, pads: [.. window.Before, .. window.After], dilations: window.Dilations,
                group: group, outputPadding: unseen);
        }
        var all = ConvTranspose(dy, w, strides: window.Strides, dilations: window.Dilations, group: group);
        long[] none = [0, 0, .. window.Strides.Select(_ => 0L)];
        all = Pad(all, none, [0, 0, .. window.Strides.Select(stride => stride - 1)]);
        for (var axis = 0; axis < window.Rank; axis++)
            all = Gather(all, Range(0, SizeOf(x, axis + 2), 1) + PadsBefore(x, dy, window, axis), axis + 2);
        return all;
    }

    // The channels of the wide value become its batch, and its batch becomes its channels, which the convolution sums over. The same is
    // done to the narrow value.
    private static Value KernelGradient(Value wide, Value narrow, Shape kernel, Window window, long group)
    {
        var pads = new long[2 * window.Rank];
        if (wide.Shape[2..].IsKnown)
        {
            var cut = new long[wide.Shape.Rank];
            for (var axis = 0; axis < window.Rank; axis++)
            {
                // The padding at the end with which the window reaches all positions of the kernel. It is negative if a stride leaves
                // elements at the end unused.
                var after = InputSpan(narrow.Shape[axis + 2].Size, window, axis) - wide.Shape[axis + 2].Size - window.Before[axis];
                (pads[axis], pads[axis + window.Rank], cut[axis + 2]) = (window.Before[axis], Math.Max(after, 0), Math.Min(after, 0));
            }
            if (Array.Exists(cut, less => less != 0)) wide = Pad(wide, new long[cut.Length], cut);
        }
        else wide = UsedPart(wide, narrow, window);

        var channels = kernel[1].Size;
        var dw = Conv(WithBatchAndChannelsSwapped(wide, channels, group), WithBatchAndChannelsSwapped(narrow, kernel[0].Size / group, 1),
            strides: window.Dilations, pads: pads, dilations: window.Strides, group: group);
        dw = Transpose(dw, [1, 0, .. Enumerable.Range(2, window.Rank)]);
        return dw.Shape.Equals(kernel) ? dw : Reshape(dw, kernel.ToArray());
    }

    private static long InputSpan(long results, Window window, int axis) => (results - 1) * window.Strides[axis] + window.Span(axis);

    // Returns the part of x that the window reaches, with its padding, if sizes are known only at run time.
    private static Value UsedPart(Value x, Value results, Window window)
    {
        long[] around = [0, 0, .. Enumerable.Range(0, window.Rank)
            .Select(axis => Math.Max(window.Span(axis) - 1, Math.Max(window.Before[axis], window.After[axis])))];
        var all = Pad(x, around, around);
        for (var axis = 0; axis < window.Rank; axis++)
        {
            var count = SizeOf(results, axis + 2) * window.Strides[axis] + (window.Span(axis) - window.Strides[axis]);
            all = Gather(all, Range(0, count, 1) + (around[axis + 2] - PadsBefore(x, results, window, axis)), axis + 2);
        }
        return all;
    }

    private static Value PadsBefore(Value x, Value results, Window window, int axis)
    {
        if (!window.IsSame) return Constant(TensorData.Scalar(window.Before[axis]));
        var seen = SizeOf(results, axis + 2) * window.Strides[axis] + (window.Span(axis) - window.Strides[axis]);
        return Max(seen - SizeOf(x, axis + 2), 0) / 2;
    }

    // Reorders (batch, channels, …) to (channels of a group, groups and batch, …).
    private static Value WithBatchAndChannelsSwapped(Value x, long channels, long group)
    {
        x = Transpose(x, [1, 0, .. Enumerable.Range(2, x.Shape.Rank - 2)]);
        if (group == 1) return x;
        if (channels == 1) return Reshape(x, Sizes([Int64s(1, -1)], x));
        var grouped = Transpose(Reshape(x, group, channels, -1), [1, 0, 2]);
        return Reshape(grouped, Sizes([Int64s(channels, -1)], x));
    }

    // Returns sizes that end with those of x.
    private static Value Sizes(IEnumerable<Value> first, Value x) => x.Shape[2..].IsKnown
        ? Int64s([.. first.Single().Constant!.AsSpan<long>(), .. x.Shape[2..].ToArray()])
        : Concat([.. first, .. Enumerable.Range(2, x.Shape.Rank - 2).Select(axis => Gather(ShapeOf(x), Int64s(axis)))], 0);

    private static Value SizeOf(Value x, int axis) =>
        x.Shape[axis].IsKnown ? Constant(TensorData.Scalar(x.Shape[axis].Size))
        : Gather(ShapeOf(x), Constant(TensorData.Scalar((long)axis)));

    // Returns the number of elements of x in the mean of each result.
    private static Value Count(Node node, Window window)
    {
        var x = node.Inputs[0];
        var all = window.Kernel.Aggregate(1.0, (product, size) => product * size.Size);
        if (!window.IsPadded || node.Int("count_include_pad", 0) == 1) return Scalar(all, x.Type);
        if (!x.Shape[2..].IsKnown)
        {
            var ones = Expand(Scalar(1, x.Type), Sizes([Int64s(1, 1)], x));
            return new Node(Op.AveragePool, [ones],
                new Dictionary<string, object>(node.Attributes) { ["count_include_pad"] = 1L }).Outputs[0] * all;
        }
        Value count = Scalar(1, x.Type);
        for (var axis = 0; axis < window.Rank; axis++)
        {
            var (size, results) = (x.Shape[axis + 2].Size, node.Outputs[0].Shape[axis + 2].Size);
            double[] counts = [.. Enumerable.Range(0, (int)results).Select(i => i * window.Strides[axis] - window.Before[axis])
                .Select(start => (double)(Math.Min(start + window.Kernel[axis].Size, size) - Math.Max(start, 0)))];
            count *= Reshape(Cast(Constant(counts), x.Type), [-1, .. Enumerable.Repeat(1L, window.Rank - 1 - axis)]);
        }
        return count;
    }
}
