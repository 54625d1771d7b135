namespace Layers;

internal static partial class Throw
{
    public static LayerException NoRowsGiven(Layer layer, string argument) =>
        new(layer.Name, $"{layer}: {argument} must have one list of numbers for each feature. Received none.");

    public static LayerException NotAscending(Layer layer, string argument, int feature, IEnumerable<double> row) =>
        new(layer.Name, $"{layer}: the {argument} of a feature must be two or more finite numbers, each larger than the one before. " +
            $"Feature {Invariant(feature)} has [{string.Join(", ", row.Select(number => Invariant(number)))}]. " +
            "Features count from 0. Sort them and remove duplicates.");

    public static LayerException UnequalRows(Layer layer, string argument, int first, int feature, int received) =>
        new(layer.Name, $"{layer}: all features must have the same number of {argument}. The first has {Invariant(first)}, and feature " +
            $"{Invariant(feature)} has {Invariant(received)}. Features count from 0.");

    public static string OutsideKnots(string value) =>
        $"{value} is outside of the knots of its feature, and the layer has SplineExtrapolation.Error. Use another extrapolation, or " +
            "clip the feature first.";
}
