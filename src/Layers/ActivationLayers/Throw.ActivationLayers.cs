namespace Layers;

internal static partial class Throw
{
    public static LayerException MaskDoesNotBroadcast(Layer layer, Shape mask, Shape input) =>
        new(layer.Name, $"{layer} needs a mask that broadcasts to its input of shape {input}: no more axes, and each, counted from the " +
            $"last, of size 1 or the input's size. Received a mask of shape {mask}.");

    public static LayerException SharedAxisOutOfRank(Layer layer, int axis, int rank) =>
        new(layer.Name, $"{layer}: sharedAxes has axis {axis}, which an input of rank {rank} does not have. " +
            $"Axes count from 1, because the batch is 0; the last is {rank - 1}.");
}
