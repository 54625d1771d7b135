namespace Layers;

internal static partial class Throw
{
    public static ArgumentException FaultyHostPart(IReadOnlyList<Problem> problems) =>
        new($"The graph has {problems.Count} fault(s): {string.Join(" ", problems)}");

    public static ArgumentException NullText(Op op, long row) =>
        new($"{op} reads texts, and row {row} (the first is 0) has null in place of one. Put a text that stands for missing ones there, as the empty text.");
}
