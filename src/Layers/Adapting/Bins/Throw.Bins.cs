namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NoBinsOfTexts(string layer) =>
        new($"{layer} puts numbers into bins, but received texts. Convert them to numbers first, or use a lookup layer.");

    public static ArgumentException OtherEpsilon(double first, double other) =>
        new("Summaries can be merged only if their steps have the same size. " +
            $"The first has epsilon {Invariant(first)}, but another has {Invariant(other)}. Check which layer each comes from.");

    public static InvalidDataException NoBinSummary(string owner) =>
        new($"{owner} must have an epsilon above 0 and up to 1, a rank, one or more rows, and steps in ascending order with a weight " +
            "each. The file is damaged.");
}
