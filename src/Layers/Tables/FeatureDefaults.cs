namespace Layers;

/// <summary>The default sizes in Keras's FeatureSpace for features that are given only by the name of their type; files store
/// them.</summary>
internal sealed record FeatureDefaults(long CrossingDim = FeatureDefaults.Keras, long HashingDim = FeatureDefaults.Keras,
    long DiscretizationBins = FeatureDefaults.Keras)
{
    /// <summary>The default of each size.</summary>
    public const long Keras = 32;
}
