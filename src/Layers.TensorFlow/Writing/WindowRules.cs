namespace Layers.TensorFlow;

/// <summary>Writes convolution and pooling with channels last, because TensorFlow supports no other order on CPUs.</summary>
/// <remarks>A window of one axis becomes one of two axes whose first size is 1, because TensorFlow has operators for two and three
/// axes.</remarks>
internal static class WindowRules
{
    public static Port Conv(NodeWriter to, Node node, Port[] inputs)
    {
        var (window, x, group) = (new WindowWriter(to, node, Window.OfKernel(node)), node.Inputs[0].Shape, node.Int("group", 1));
        var (image, kernel, w) = (window.ChannelsLast(inputs[0]), window.Kernel(inputs[1]), node.Inputs[1].Shape);
        var padding = window.Pad(ref image, () => ShapeRules.Zero(to, node.Inputs[0].Type));
        Port y;
        if (group == 1) y = window.Slide(window.Is3D ? "Conv3D" : "Conv2D", [image, kernel], padding, dilates: true);
        // One kernel for each channel.
        else if (!window.Is3D && w[1] == 1 && x[1] == group && w[0].IsKnown && window.IsEven && window.IsDense)
            y = window.Slide("DepthwiseConv2dNative", [image, to.Reshape(kernel, [.. window.Sizes, group, w[0].Size / group])], padding,
                dilates: false);
        else
        {
            var (images, kernels) = (Parts(to, image, group, window.Rank), Parts(to, kernel, group, window.Rank));
            y = ShapeRules.Joined(to, [.. images.Zip(kernels, (part, own) => window.Slide(window.Is3D ? "Conv3D" : "Conv2D", [part, own],
                padding, dilates: true))], window.Rank - 1);
        }
        if (inputs.Length > 2) y = to.Call("BiasAdd", [y, inputs[2]]);
        return window.ChannelsFirst(y);
    }

    public static Port ConvTranspose(NodeWriter to, Node node, Port[] inputs)
    {
        var (window, group) = (new WindowWriter(to, node, Window.OfKernel(node)), node.Int("group", 1));
        // TensorFlow has no dilated kernels in this operator on CPUs, so zeros fill the gaps.
        var (image, kernel) = (window.ChannelsLast(inputs[0]), window.Kernel(window.Filled(inputs[1])));
        var channels = node.Inputs[1].Shape[1].Size;
        var (images, kernels) = group == 1 ? ([image], [kernel]) : (Parts(to, image, group, window.Rank),
            Parts(to, kernel, group, window.Rank));
        Port[] parts = [.. images.Zip(kernels, (part, own) => window.Spread(part, own, channels))];
        var y = parts is [var only] ? only : ShapeRules.Joined(to, parts, window.Rank - 1);
        if (inputs.Length > 2) y = to.Call("BiasAdd", [y, inputs[2]]);
        return window.ChannelsFirst(y);
    }

    public static Port[] MaxPool(NodeWriter to, Node node, Port[] inputs)
    {
        if (node.Attributes.ContainsKey("storage_order")) throw new CannotWriteException(node, "TensorFlow numbers the " +
            "positions of maxima in another order");
        var (window, type) = (new WindowWriter(to, node, Window.OfPool(node)), node.Inputs[0].Type);
        if (window.Is3D && type == DType.Float64) throw new CannotWriteException(node, "TensorFlow has no maximum pooling of float64 " +
            "over three axes");
        var image = window.ChannelsLast(inputs[0]);
        var padding = window.Pad(ref image, () => to.Const(Least(type)));
        return [window.ChannelsFirst(window.Slide(window.Is3D ? "MaxPool3D" : "MaxPool", [image], padding, dilates: false))];
    }

    public static Port AveragePool(NodeWriter to, Node node, Port[] inputs)
    {
        var (window, type) = (new WindowWriter(to, node, Window.OfPool(node)), node.Inputs[0].Type);
        var (op, countsPads) = (window.Is3D ? "AvgPool3D" : "AvgPool", node.Int("count_include_pad", 0) == 1);
        if (countsPads && window.IsSameAtRun) throw new CannotWriteException(node, "TensorFlow counts no zeros around an axis whose size " +
            "is unknown");
        var image = window.ChannelsLast(inputs[0]);
        var one = to.Number(1, type);
        var ones = to.Call("BroadcastTo", [one, to.Shape(image)]);
        var padding = window.Pad(ref image, () => ShapeRules.Zero(to, type), never: countsPads);
        var mean = window.Slide(op, [image], padding, dilates: false);
        if (!window.HasPadded || countsPads) return window.ChannelsFirst(mean);
        // Only elements of the image count, not the padding. The same window over ones, padded with zeros, counts them.
        window.Pad(ref ones, () => ShapeRules.Zero(to, type));
        return window.ChannelsFirst(to.Call("RealDiv", [mean, window.Slide(op, [ones], padding, dilates: false)]));
    }

    private static Port[] Parts(NodeWriter to, Port x, long group, int rank)
    {
        // Splits the last axis into equal parts.
        var size = to.Call("TruncateDiv", [to.Size(x, rank - 1), to.Int((int)group)]);
        var sizes = to.Call("BroadcastTo", [size, to.Longs(group)]);
        return to.CallAll("SplitV", [x, sizes, to.Int(rank - 1)], ("num_split", group));
    }

    private static TensorData Least(DType type) => type switch
    {
        DType.Int8 => TensorData.Scalar(sbyte.MinValue),
        DType.UInt8 => TensorData.Scalar(byte.MinValue),
        _ => Ops.Scalar(double.NegativeInfinity, type).Constant!,
    };
}
