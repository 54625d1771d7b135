namespace Layers;

internal static partial class Throw
{
    public static LayerException GivenNoList(Layer layer, string argument, TensorData received) =>
        new(layer.Name, $"{layer}: {argument} must have one number for each feature, and one axis: (features). " +
            $"Received {new TensorType(received.Type, received.Shape)}.");

    public static LayerException GivenNotFinite(Layer layer, string argument, int feature, double received) =>
        new(layer.Name, $"{layer}: {argument} must have finite numbers. " +
            $"Feature {Invariant(feature)} has {Invariant(received)}; features count from 0.");

    public static LayerException GivenZero(Layer layer, string argument, int feature) =>
        new(layer.Name, $"{layer}: {argument} divides, so no number may be 0. " +
            $"Feature {Invariant(feature)} has 0; features count from 0. Give 1 for a feature that is not to be scaled.");

    public static LayerException GivenListsDiffer(Layer layer, string argument, int features, string other, int others) =>
        new(layer.Name, $"{layer}: {argument} and {other} must have one number for each feature. " +
            $"Received {Invariant(features)} and {Invariant(others)}. Give both for the same features.");

    public static LayerException GivenUpsideDown(Layer layer, int feature, double minimum, double maximum) =>
        new(layer.Name, $"{layer}: the smallest value of a feature must not be above its largest. " +
            $"Feature {Invariant(feature)} has {Invariant(minimum)} and {Invariant(maximum)}; features count from 0. Exchange them.");

    public static LayerException GivenNoTable(Layer layer, string argument, TensorData received) =>
        new(layer.Name, $"{layer}: {argument} must have a row of numbers for each feature, and two axes: (features, numbers). " +
            $"Received {new TensorType(received.Type, received.Shape)}.");

    public static LayerException GivenNotAscending(Layer layer, string argument, int feature) =>
        new(layer.Name, $"{layer}: the {argument} of a feature must be ascending. " +
            $"Those of feature {Invariant(feature)} are not; features count from 0. Sort them.");
}
