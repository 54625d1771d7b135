namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NoBinsOfTexts(string layer) =>
        new($"{layer} puts numbers into bins, and received texts. Read them as numbers first, or look them up.");

    public static ArgumentException OtherEpsilon(double first, double other) =>
        new($"Summaries join when their steps are of one size. The first has epsilon {Invariant(first)}, another {Invariant(other)}. Check which layer each comes from.");

    public static InvalidDataException NoBinSummary(string owner) =>
        new($"{owner} has an epsilon above 0 and up to 1, a rank, one row or more, and steps in ascending order with a weight each. The file is damaged.");
}
