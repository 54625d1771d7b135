namespace Layers;

/// <summary>Exceptions of layers that move a window, and of layers that pad, crop and scale.</summary>
internal static partial class Throw
{
    public static LayerException StridesAndDilation(string layer, IReadOnlyList<int> strides, IReadOnlyList<int> dilation) =>
        new(layer, $"{layer}: strides above 1 and a dilationRate above 1 cannot be combined, as in Keras. " +
            $"Received {string.Join(", ", strides)} and {string.Join(", ", dilation)}.");

    public static LayerException NotDivisible(string layer, string what, long number, int groups) =>
        new(layer, $"{layer}: each of its {groups} groups has the same number of {what}, so their number must be a multiple of {groups}. " +
            $"Received {number}.");

    public static LayerException OutputPaddingNeedsStrides(string layer, int axis, int more, int stride) =>
        new(layer, $"{layer}: outputPadding must be at least 0 and below the stride along each axis; on spatial axis {axis} it is {more} " +
            $"and the stride is {stride}. Use a larger stride, or leave outputPadding out.");

    public static LayerException CausalNeedsTime(string layer) =>
        new(layer, $"{layer}: causal padding is only for one-dimensional convolutions, where axis 1 is time. Use valid or same.");

    public static LayerException NoCausalPooling(Layer layer) =>
        new(layer.Name, $"{layer}: padding must be valid or same; causal padding is only for one-dimensional convolutions.");

    public static LayerException UnknownPooledSize(Layer layer, int axis, Shape input) =>
        new(layer.Name, $"{layer}: the positions of its windows depend on the size of axis {axis}, which is '{input[axis]}' here. " +
            "Use inputs of a known size.");

    public static LayerException NothingToPool(Layer layer, int axis, Shape input) =>
        new(layer.Name, $"{layer}: axis {axis} of the input of shape {input} is empty, so its windows have no elements. " +
            "Use an input with one element or more along the axis.");

    public static LayerException TooManyWindows(Layer layer, int axis, int count, int most, Shape input) =>
        new(layer.Name, $"{layer}: the size of an axis plus twice its outputSize must be {most} or less, because the table of the " +
            $"elements of each window would not fit in memory. On axis {axis} of the input of shape {input}, outputSize is {count}. " +
            "Use fewer windows, or a shorter input.");

    public static LayerException WindowTooLarge(Layer layer, int axis, long span, Shape input) =>
        new(layer.Name, $"{layer}: its window spans {Nouns.Of(span, "element")} on axis {axis}, but the input of shape {input} has " +
            $"{input[axis]}, so " +
            "the " +
            "output would be empty. Use a smaller window, or padding same.");

    public static LayerException CropsEverything(Layer layer, int axis, long cropped, Shape input) =>
        new(layer.Name, $"{layer}: it removes {Nouns.Of(cropped, "element")} from axis {axis}, but the input of shape {input} has " +
            $"{input[axis]}, so " +
            "the " +
            "output would be empty. Crop less.");

    public static LayerException UnknownScaledSize(Layer layer, string interpolation, int axis, Shape input) =>
        new(layer.Name, $"{layer}: {interpolation} interpolation needs to know the size of axis {axis}, which is '{input[axis]}' here. " +
            "Declare the size, for example new Input([8, 8, 3]), or use nearest.");
}
