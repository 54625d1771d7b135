namespace Layers.Graphs;

/// <summary>Types and shapes of operators that move a window over the axes after batch and channels.</summary>
internal static partial class Inference
{
    public static TensorType Convolved(Node node)
    {
        var (x, w) = (node.Inputs[0], node.Inputs[1]);
        var (window, group) = (Window.OfKernel(node), Group(node));
        var (channels, filters) = (x.Shape[1], w.Shape[0]);
        if (channels.IsKnown && w.Shape[1].IsKnown && channels.Size != w.Shape[1].Size * group)
            throw Throw.NotConvolvable(node.Op, x, w, group);
        if (filters.IsKnown && filters.Size % group != 0) throw Throw.NotConvolvable(node.Op, x, w, group);
        // ONNX does not define "same" padding together with dilations, and ONNX Runtime throws.
        if (window.IsSame && Array.Exists(window.Dilations, dilation => dilation != 1)) throw Throw.SamePadsOfDilated(x);
        Shape shape = [x.Shape[0], filters, .. window.OutputSizes(x.Shape)];
        return Checked(node, shape);
    }

    public static TensorType ConvolvedBack(Node node)
    {
        var (x, w) = (node.Inputs[0], node.Inputs[1]);
        var (window, group) = (Window.OfKernel(node), Group(node));
        if (window.IsSame) throw Throw.UnsupportedPadding(node.Op, Window.Same);
        if (x.Shape[1].IsKnown && w.Shape[0].IsKnown && (x.Shape[1] != w.Shape[0] || w.Shape[0].Size % group != 0))
            throw Throw.NotConvolvable(node.Op, x, w, group);
        Shape shape = [x.Shape[0], Shapes.Product(w.Shape[1], group), .. window.TransposedOutputSizes(x.Shape)];
        return Checked(node, shape);
    }

    public static TensorType[] Pooled(Node node)
    {
        var (x, window) = (node.Inputs[0], Window.OfPool(node));
        Shape shape = [.. x.Shape[..2], .. window.OutputSizes(x.Shape)];
        if (x.Type is not (DType.Float16 or DType.Float32 or DType.Float64 or DType.Int8 or DType.UInt8))
            throw Throw.NotForType(node.Op, x);
        // The attribute defines the order of indices in the second output, so a node with the attribute has this output.
        if (!node.Attributes.TryGetValue("storage_order", out var order)) return [new(x.Type, shape)];
        return order is 0L ? [new(x.Type, shape), new(DType.Int64, shape)] : throw Throw.UnsupportedOrder(node.Op);
    }

    public static TensorType Averaged(Node node) =>
        SameFloat(node) with { Shape = [.. node.Inputs[0].Shape[..2], .. Window.OfPool(node).OutputSizes(node.Inputs[0].Shape)] };

    private static TensorType Checked(Node node, Shape shape)
    {
        var (x, w) = (node.Inputs[0], node.Inputs[1]);
        if (!x.Type.IsFloat()) throw Throw.NeedsFloat(node.Op, x);
        if (w.Type != x.Type) throw Throw.TypesDiffer(node.Op, x, w);
        if (node.Inputs.Count == 3 && (node.Inputs[2].Type != x.Type || Agreed([shape[1]], node.Inputs[2].Shape) is null))
            throw Throw.NotABias(node.Op, shape[1], node.Inputs[2]);
        return new(x.Type, shape);
    }

    private static long Group(Node node) =>
        node.Int("group", 1) is >= 1 and var group ? group : throw Throw.WindowNeedsNumbers(node.Op, "group", 1, 1, [node.Int("group", 1)]);
}
