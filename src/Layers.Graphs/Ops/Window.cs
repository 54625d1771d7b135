using System.Globalization;

namespace Layers.Graphs;

/// <summary>The window that an operator moves over the axes after batch and channels: its sizes, strides, dilations and padding.</summary>
internal sealed class Window
{
    private readonly Node _node;

    private Window(Node node, Dim[] kernel)
    {
        _node = node;
        Kernel = kernel;
        Strides = Numbers("strides", 1, kernel.Length);
        Dilations = Numbers("dilations", 1, kernel.Length);
        var pads = Numbers("pads", 0, 2 * kernel.Length);
        (Before, After) = (pads[..kernel.Length], pads[kernel.Length..]);
        More = Numbers("output_padding", 0, kernel.Length);
        IsSame = node.Attributes.TryGetValue("auto_pad", out var auto) && !auto.Equals("NOTSET")
            && (auto.Equals(Same) ? true : throw Throw.UnsupportedPadding(node.Op, auto));
    }

    /// <summary>The padding with which an axis of the result has the size of the input divided by the stride, rounded up. If the number of
    /// pads is odd, the additional one is at the end. TensorFlow's name for this padding is <c>SAME</c>.</summary>
    public const string Same = "SAME_UPPER";

    public Dim[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    public long[] Before { get; }

    public long[] After { get; }

    /// <summary>The number of elements that a transposed convolution adds at the end of each axis.</summary>
    public long[] More { get; }

    public bool IsSame { get; }

    public int Rank => Kernel.Length;

    public bool IsPadded => IsSame || Before.Concat(After).Any(pad => pad != 0);

    /// <summary>Returns the window of a node whose second input is the kernel.</summary>
    public static Window OfKernel(Node node)
    {
        var (x, w) = (node.Inputs[0].Shape, node.Inputs[1].Shape);
        return x.Rank >= 3 && w.Rank == x.Rank ? new(node, [.. w[2..]]) : throw Throw.NotAKernel(node.Op, node.Inputs[0], node.Inputs[1]);
    }

    /// <summary>Returns the window of a pooling node.</summary>
    public static Window OfPool(Node node)
    {
        var x = node.Inputs[0];
        var sizes = (long[])node.Attributes["kernel_shape"];
        return x.Shape.Rank >= 3 && sizes.Length == x.Shape.Rank - 2 && Array.TrueForAll(sizes, size => size > 0)
            ? new(node, [.. sizes.Select(size => (Dim)size)])
            : throw Throw.NotAWindow(node.Op, x, sizes);
    }

    /// <summary>Returns the number of elements of an axis from the first to the last element of the window, with the gaps from
    /// dilation.</summary>
    public long Span(int axis) => Dilations[axis] * (Kernel[axis].Size - 1) + 1;

    /// <summary>Returns the sizes of a convolution's or pool's result for an input.</summary>
    public IEnumerable<Dim> OutputSizes(Shape x) => x[2..].Select((size, axis) => OutputSize(size, axis));

    /// <summary>Returns the sizes of a transposed convolution's result for an input.</summary>
    public IEnumerable<Dim> TransposedOutputSizes(Shape x) => x[2..].Select((size, axis) => TransposedOutputSize(size, axis));

    private Dim OutputSize(Dim size, int axis)
    {
        var stride = Strides[axis];
        if (IsSame)
            return size.IsKnown ? (size.Size + stride - 1) / stride : stride == 1 ? size
                : Shapes.Unknown(Op.Conv, size, Text("same", stride));
        var pads = Before[axis] + After[axis];
        if (!Kernel[axis].IsKnown) return Shapes.Unknown(Op.Conv, size, Kernel[axis], Text($"{pads}", stride, Dilations[axis]));
        var room = pads - Span(axis);
        if (size.IsKnown)
            return size.Size + room >= 0
                ? (size.Size + room) / stride + 1 : throw Throw.WindowTooLarge(_node.Op, _node.Inputs[0], axis + 2, Span(axis), pads);
        // A size that does not change keeps its name, so that the result still fits the input.
        return room == -1 && stride == 1 ? size : Shapes.Unknown(Op.Conv, size, Text($"{room}", stride));
    }

    private Dim TransposedOutputSize(Dim size, int axis)
    {
        var (stride, more) = (Strides[axis], More[axis] - Before[axis] - After[axis]);
        if (!Kernel[axis].IsKnown) return Shapes.Unknown(Op.ConvTranspose, size, Kernel[axis], Text($"{more}", stride, Dilations[axis]));
        more += Span(axis) - stride;
        if (size.IsKnown)
            return size.Size * stride + more >= 0
                ? size.Size * stride + more
                : throw Throw.WindowTooLarge(_node.Op, _node.Inputs[0], axis + 2, Span(axis), Before[axis] + After[axis]);
        return more == 0 && stride == 1 ? size : Shapes.Unknown(Op.ConvTranspose, size, Text($"{more}", stride));
    }

    private static string Text(string text, params long[] numbers) =>
        string.Create(CultureInfo.InvariantCulture, $"{text}/{string.Join('/', numbers)}");

    private long[] Numbers(string attribute, long otherwise, int count)
    {
        if (!_node.Attributes.TryGetValue(attribute, out var value)) return [.. Enumerable.Repeat(otherwise, count)];
        var numbers = (long[])value;
        var least = attribute is "strides" or "dilations" ? 1 : 0;
        return numbers.Length == count && Array.TrueForAll(numbers, number => number >= least)
            ? numbers : throw Throw.WindowNeedsNumbers(_node.Op, attribute, count, least, numbers);
    }
}
