namespace Layers;

/// <summary>Exceptions of layers that move a window, and of those that pad, crop and scale.</summary>
internal static partial class Throw
{
    public static LayerException StridesAndDilation(string layer, IReadOnlyList<int> strides, IReadOnlyList<int> dilation) =>
        new(layer, $"{layer}: strides of more than 1 and a dilationRate of more than 1 exclude each other, as in Keras. Received {string.Join(", ", strides)} and {string.Join(", ", dilation)}.");

    public static LayerException NotDivisible(string layer, string what, long number, int groups) =>
        new(layer, $"{layer}: each of its {groups} groups has the same number of {what}, so their number must be a multiple of {groups}. Received {number}.");

    public static LayerException OutputPaddingNeedsStrides(string layer, int axis, int more, int stride) =>
        new(layer, $"{layer}: outputPadding must be from 0 to below the stride along each axis, and on axis {axis} of space it is {more} with a stride of {stride}. Take a larger stride, or leave outputPadding out.");

    public static LayerException CausalNeedsTime(string layer) =>
        new(layer, $"{layer}: causal padding is of one-dimensional convolutions, where axis 1 is time. Use valid or same.");

    public static LayerException NoCausalPooling(Layer layer) =>
        new(layer.Name, $"{layer}: padding is valid or same; causal is of one-dimensional convolutions.");

    public static LayerException UnknownPooledSize(Layer layer, int axis, Shape input) =>
        new(layer.Name, $"{layer}: where its windows lie depends on the size of axis {axis}, which is '{input[axis]}' here. Give it inputs of a known size.");

    public static LayerException NothingToPool(Layer layer, int axis, Shape input) =>
        new(layer.Name, $"{layer}: axis {axis} of the input of shape {input} is empty, so its windows hold nothing. Give it one place or more.");

    public static LayerException TooManyWindows(Layer layer, int axis, int count, int most, Shape input) =>
        new(layer.Name, $"{layer}: the size of an axis and twice its outputSize must be {most} together or less, since a table of what lies in each window would fill the memory. On axis {axis} of the input of shape {input}, outputSize is {count}. Use fewer windows, or a shorter input.");

    public static LayerException WindowTooLarge(Layer layer, int axis, long span, Shape input) =>
        new(layer.Name, $"{layer}: its window spans {span} on axis {axis}, where the input of shape {input} has {input[axis]}; nothing would come out. Use a smaller window, or padding same.");

    public static LayerException CropsEverything(Layer layer, int axis, long cropped, Shape input) =>
        new(layer.Name, $"{layer}: it takes {cropped} from axis {axis}, where the input of shape {input} has {input[axis]}; nothing would be left. Crop less.");

    public static LayerException UnknownScaledSize(Layer layer, string interpolation, int axis, Shape input) =>
        new(layer.Name, $"{layer}: {interpolation} interpolation needs to know the size of axis {axis}, which is '{input[axis]}' here. Declare it, for example new Input([8, 8, 3]), or use nearest.");
}
