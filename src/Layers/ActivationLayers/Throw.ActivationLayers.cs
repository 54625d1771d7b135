namespace Layers;

internal static partial class Throw
{
    public static LayerException MaskDoesNotBroadcast(Layer layer, Shape mask, Shape input) =>
        new(layer.Name, $"{layer} needs a mask that broadcasts to its input of shape {input}: no more axes, and counted from the last each of size 1 or the input's. It received one of shape {mask}.");

    public static LayerException SharedAxisOutOfRank(Layer layer, int axis, int rank) =>
        new(layer.Name, $"{layer}: sharedAxes names axis {axis}, which an input of rank {rank} does not have. Axes count from 1, the batch being 0; the last one is {rank - 1}.");
}
