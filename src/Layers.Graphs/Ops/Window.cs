using System.Globalization;

namespace Layers.Graphs;

/// <summary>The window that an operator moves over the axes behind batch and channels: its sizes, its steps, and what lies
/// around.</summary>
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

    /// <summary>As many zeros as leave one result a stride, the odd one behind; TensorFlow's <c>SAME</c>.</summary>
    public const string Same = "SAME_UPPER";

    public Dim[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    public long[] Before { get; }

    public long[] After { get; }

    /// <summary>What a transposed convolution adds behind.</summary>
    public long[] More { get; }

    public bool IsSame { get; }

    public int Rank => Kernel.Length;

    public bool IsPadded => IsSame || Before.Concat(After).Any(pad => pad != 0);

    /// <summary>The window of a node whose second input is the kernel.</summary>
    public static Window OfKernel(Node node)
    {
        var (x, w) = (node.Inputs[0].Shape, node.Inputs[1].Shape);
        return x.Rank >= 3 && w.Rank == x.Rank ? new(node, [.. w[2..]]) : throw Throw.NotAKernel(node.Op, node.Inputs[0], node.Inputs[1]);
    }

    /// <summary>The window of a node that pools.</summary>
    public static Window OfPool(Node node)
    {
        var x = node.Inputs[0];
        var sizes = (long[])node.Attributes["kernel_shape"];
        return x.Shape.Rank >= 3 && sizes.Length == x.Shape.Rank - 2 && Array.TrueForAll(sizes, size => size > 0)
            ? new(node, [.. sizes.Select(size => (Dim)size)])
            : throw Throw.NotAWindow(node.Op, x, sizes);
    }

    /// <summary>How much of an axis it sees at once: its size, and the gaps that dilation makes.</summary>
    public long Span(int axis) => Dilations[axis] * (Kernel[axis].Size - 1) + 1;

    /// <summary>What is left of the axes' sizes.</summary>
    public IEnumerable<Dim> Narrowed(Shape x) => x[2..].Select((size, axis) => Narrowed(size, axis));

    /// <summary>The sizes from which the window leaves those of the axes.</summary>
    public IEnumerable<Dim> Widened(Shape x) => x[2..].Select((size, axis) => Widened(size, axis));

    private Dim Narrowed(Dim size, int axis)
    {
        var stride = Strides[axis];
        if (IsSame) return size.IsKnown ? (size.Size + stride - 1) / stride : stride == 1 ? size : Shapes.Unknown(Op.Conv, size, Text("same", stride));
        var pads = Before[axis] + After[axis];
        if (!Kernel[axis].IsKnown) return Shapes.Unknown(Op.Conv, size, Kernel[axis], Text($"{pads}", stride, Dilations[axis]));
        var room = pads - Span(axis);
        if (size.IsKnown) return size.Size + room >= 0 ? (size.Size + room) / stride + 1 : throw Throw.WindowTooLarge(_node.Op, _node.Inputs[0], axis + 2, Span(axis), pads);
        // A size that stays as it is keeps its name, so that the result still fits to what it came from.
        return room == -1 && stride == 1 ? size : Shapes.Unknown(Op.Conv, size, Text($"{room}", stride));
    }

    private Dim Widened(Dim size, int axis)
    {
        var (stride, more) = (Strides[axis], More[axis] - Before[axis] - After[axis]);
        if (!Kernel[axis].IsKnown) return Shapes.Unknown(Op.ConvTranspose, size, Kernel[axis], Text($"{more}", stride, Dilations[axis]));
        more += Span(axis) - stride;
        if (size.IsKnown) return size.Size * stride + more >= 0 ? size.Size * stride + more : throw Throw.WindowTooLarge(_node.Op, _node.Inputs[0], axis + 2, Span(axis), Before[axis] + After[axis]);
        return more == 0 && stride == 1 ? size : Shapes.Unknown(Op.ConvTranspose, size, Text($"{more}", stride));
    }

    private static string Text(string text, params long[] numbers) => string.Create(CultureInfo.InvariantCulture, $"{text}/{string.Join('/', numbers)}");

    private long[] Numbers(string attribute, long otherwise, int count)
    {
        if (!_node.Attributes.TryGetValue(attribute, out var value)) return [.. Enumerable.Repeat(otherwise, count)];
        var numbers = (long[])value;
        var least = attribute is "strides" or "dilations" ? 1 : 0;
        return numbers.Length == count && Array.TrueForAll(numbers, number => number >= least) ? numbers : throw Throw.WindowNeedsNumbers(_node.Op, attribute, count, least, numbers);
    }
}
