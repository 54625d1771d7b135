namespace Layers;

internal static partial class Throw
{
    public static LayerException NoAxes(string layer) =>
        new(layer, $"{layer}: axis must name at least one axis; it is empty. The last axis is −1.");

    public static LayerException RepeatedAxis(Layer layer, IReadOnlyList<int> axes, int rank) =>
        new(layer.Name, $"{layer}: axis [{string.Join(", ", axes)}] names an axis of data of rank {rank} twice. Name each once, counted " +
            "from one end.");

    public static LayerException BatchAxis(Layer layer, int axis, Shape received) =>
        new(layer.Name, $"{layer}: axis {axis} of an input of shape {received} is the batch, and the layer treats each row separately. " +
            "Use another axis.");

    public static LayerException BadGroups(Layer layer, int groups, long channels) =>
        new(layer.Name, $"{layer}: {Nouns.Of(channels, "channel")} cannot be divided into {Nouns.Of(groups, "group")} of equal " +
            $"size. Use a divisor of {channels}, or −1 for one group for each channel.");
}
