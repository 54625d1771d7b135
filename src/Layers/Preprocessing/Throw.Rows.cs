namespace Layers;

internal static partial class Throw
{
    public static LayerException TooManyProducts(Layer layer, int features, int most) =>
        new(layer.Name, $"{layer} would have more than {Invariant(most)} columns of {Invariant(features)} features. " +
            "Choose a lower degree, interactionOnly: true, or fewer features.");

    public static LayerException PlacesBeyondType(Layer layer, long columns, DType type, long most) =>
        new(layer.Name, $"{layer} gives places in {type.Name()}, which counts to {Invariant(most)} exactly. " +
            $"Its input has {Invariant(columns)} columns. Give the layer dtype: DTypePolicy.Float32.");

    public static LayerException NoProducts(Layer layer, int features) =>
        new(layer.Name, $"{layer} has no column: there are {Invariant(features)} feature{(features == 1 ? "" : "s")}, " +
            "and no product has so many different ones. Choose a lower minDegree.");
}
