namespace Layers;

internal static partial class Throw
{
    public static LayerException SharedAxisOutOfRank(Layer layer, int axis, int rank) =>
        new(layer.Name, $"{layer}: sharedAxes names axis {axis}, which an input of rank {rank} does not have. Axes count from 1, the batch being 0; the last one is {rank - 1}.");
}
