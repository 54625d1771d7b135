namespace Layers.Graphs;

/// <summary>Exceptions of operators that move a window.</summary>
internal static partial class Throw
{
    public static ArgumentException NotAKernel(Op op, Value x, Value w) =>
        new($"{op}: {Of(x)} and a kernel of {Of(w)} do not fit together; both have the same rank, 3 or more: (batch, channels, sizes…), and (filters, channels, window sizes…).");

    public static ArgumentException NotAWindow(Op op, Value x, long[] sizes) =>
        new($"{op}: a window of [{string.Join(", ", sizes)}] does not fit {Of(x)}; it needs a size of 1 or more for each axis behind batch and channels.");

    public static ArgumentException NotConvolvable(Op op, Value x, Value w, long group) =>
        new($"{op}: {Of(x)} and a kernel of {Of(w)} in {group} group(s) do not fit together; each group takes its share of the channels, and has its share of the filters.");

    public static ArgumentException NotABias(Op op, Dim filters, Value bias) =>
        new($"{op}: a bias has one number for each of the {filters} channels of the result, of its element type, not {Of(bias)}.");

    public static ArgumentException WindowTooLarge(Op op, Value x, int axis, long span, long pads) =>
        new($"{op}: a window that spans {span} does not fit into axis {axis} of {Of(x)}, with {pads} around it; nothing would come out. Use a smaller window, or padding.");

    public static ArgumentException WindowNeedsNumbers(Op op, string attribute, int count, long least, long[] received) =>
        new($"{op}: {attribute} needs {count} number(s) of {least} or more; received {string.Join(", ", received)}.");

    public static ArgumentException UnsupportedPadding(Op op, object padding) =>
        new($"{op}: the padding '{padding}' is none that Layers writes. Give the pads as numbers.");

    public static ArgumentException SamePadsOfDilated(Value x) =>
        new($"Conv: as many pads as leave one result a stride depend on the sizes of {Of(x)}, which a dilated window with strides needs to know. Give the input known sizes, or the pads as numbers.");

    public static ArgumentException UnsupportedOrder(Op op) =>
        new($"{op}: indices are counted row by row (storage_order 0), and no other way.");
}
