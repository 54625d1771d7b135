namespace Layers.Graphs;

internal static partial class Throw
{
    public static ArgumentException NotRecurrent(Op op, Value x, Value r) =>
        new($"{op} needs a sequence [steps, batch, features] and weights of the state [directions, gates · units, units] of known sizes; " +
            $"it received {Of(x)} and {Of(r)}.");

    public static ArgumentException NotADirection(Op op, object direction) =>
        new($"{op}: the direction must be forward, reverse or bidirectional, not '{direction}'.");

    public static ArgumentException NotOfARecurrent(Op op, Value received, Shape expected) =>
        new($"{op}: {Of(received)} must have the shape {expected}, which follows from the sequence and the number of units.");

    public static ArgumentException NotLengths(Op op, Value received, Value x) =>
        new($"{op}: the number of steps of each row must be int32 [{x.Shape[1]}], not {Of(received)}.");
}
