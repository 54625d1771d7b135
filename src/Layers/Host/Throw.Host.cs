namespace Layers;

internal static partial class Throw
{
    public static ArgumentException FaultyHostPart(IReadOnlyList<Problem> problems) =>
        new($"The graph has {problems.Count} fault(s): {string.Join(" ", problems)}");

    public static ArgumentException NullText(Node node, Shape shape, int element) =>
        new($"{node.Op} hashes texts, and row {(shape.Rank == 0 ? 0 : element / (shape.Length / shape[0].Size))} (the first is 0) has null in place of one. Put a text that stands for missing ones there, as the empty text.");
}
