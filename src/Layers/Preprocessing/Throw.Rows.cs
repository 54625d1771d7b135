namespace Layers;

internal static partial class Throw
{
    public static LayerException TooManyProducts(Layer layer, int features, int most) =>
        new(layer.Name, $"{layer} would have more than {Nouns.Of(most, "column")} for {Nouns.Of(features, "feature")}. " +
            "Choose a lower degree, interactionOnly: true, or fewer features.");

    public static LayerException PlacesBeyondType(Layer layer, long columns, DType type, long most) =>
        new(layer.Name, $"{layer} returns indices in {type.Name()}, which counts exactly only to {Invariant(most)}. " +
            $"Its input has {Nouns.Of(columns, "column")}. Give the layer dtype: DTypePolicy.Float32.");

    public static LayerException NoProducts(Layer layer, int features) =>
        new(layer.Name, $"{layer} would have no column: a product of minDegree different features needs more than " +
            $"{Invariant(features)} {Nouns.Noun(features, "feature")}. Choose a lower minDegree.");
}
