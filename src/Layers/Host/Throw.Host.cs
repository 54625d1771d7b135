namespace Layers;

internal static partial class Throw
{
    public static ArgumentException FaultyHostPart(IReadOnlyList<Problem> problems) =>
        new($"The graph has {problems.Count} fault(s): {string.Join(" ", problems)}");
}
