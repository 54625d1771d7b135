namespace Layers.Graphs;

/// <summary>Exceptions of operators that move a window.</summary>
internal static partial class Throw
{
    public static ArgumentException NotAKernel(Op op, Value x, Value w) =>
        new($"{op}: {Of(x)} and a kernel of {Of(w)} do not fit together. " +
            "Both have the same rank, 3 or more: (batch, channels, sizes…), and (filters, channels, window sizes…).");

    public static ArgumentException NotAWindow(Op op, Value x, long[] sizes) =>
        new($"{op}: a window of [{string.Join(", ", sizes)}] does not fit {Of(x)}; " +
            "it needs a size of 1 or more for each axis after batch and channels.");

    public static ArgumentException NotConvolvable(Op op, Value x, Value w, long group) =>
        new($"{op}: {Of(x)} and a kernel of {Of(w)} in {Nouns.Of(group, "group")} do not fit together; " +
            "the channels and the filters must be divided evenly among the groups.");

    public static ArgumentException NotABias(Op op, Dim filters, Value bias) =>
        new($"{op}: the bias must have one number for each channel of the result, {filters} in all, of its element type, " +
            $"not {Of(bias)}.");

    public static ArgumentException WindowTooLarge(Op op, Value x, int axis, long span, long pads) =>
        new($"{op}: a window of {Nouns.Of(span, "element")} does not fit axis {axis} of {Of(x)} with a padding of {pads}; " +
            "the result would be empty. Use a smaller window, or padding.");

    public static ArgumentException WindowNeedsNumbers(Op op, string attribute, int count, long least, long[] received) =>
        new($"{op}: {attribute} needs {Nouns.Of(count, "number")} of {least} or more; received {string.Join(", ", received)}.");

    public static ArgumentException UnsupportedPadding(Op op, object padding) =>
        new($"{op}: the padding '{padding}' is not supported. Give the pads as numbers.");

    public static ArgumentException SamePadsOfDilated(Value x) =>
        new($"Conv: the 'same' padding of a dilated window with strides depends on the sizes of {Of(x)}, which are not known. " +
            "Give the input known sizes, or the pads as numbers.");

    public static ArgumentException UnsupportedOrder(Op op) =>
        new($"{op}: only indices in row-major order are supported (storage_order 0).");
}
