namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsFeatures(Layer layer, int rank) =>
        new(layer.Name, $"{layer} keeps numbers for each feature on the last axis, so its data needs two or more axes, the batch first: (rows, features). Received rank {rank}.");

    public static LayerException ScaleOverflows(Layer layer, FeatureReport feature, double scale) =>
        new(layer.Name, $"{layer}: feature {Invariant(feature.Index)} lies between {Invariant(feature.Minimum)} and {Invariant(feature.Maximum)}, so its scale would be {Invariant(scale)}, " +
            "and its scale or offset is beyond float32. Give the feature in another unit, or the layer dtype: DTypePolicy.Float64.");

    public static InvalidDataException BadScale(string owner) =>
        new($"{owner}: the file should give a scale and an offset for each feature, two lists of one length.");

    public static InvalidDataException NotWrittenAsStock(string layer, string className) =>
        new($"{layer}: '{className}' is no layer that files hold as stock layers");
}
