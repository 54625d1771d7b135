namespace Layers;

internal static partial class Throw
{
    public static ArgumentException FaultyHostPart(IReadOnlyList<Problem> problems) =>
        new($"The graph has {Nouns.Of(problems.Count, "fault")}: {string.Join(" ", problems)}");

    public static ArgumentException NullText(Op op, long row) =>
        new($"{op} reads texts, and row {row} (the first is 0) has null. Replace null by a text for missing values, such as the empty " +
            "text.");
}
