namespace Layers;

/// <summary>The sizes that Keras's space has for features that are named by their type alone; files keep them.</summary>
internal sealed record FeatureDefaults(long CrossingDim = FeatureDefaults.Keras, long HashingDim = FeatureDefaults.Keras, long DiscretizationBins = FeatureDefaults.Keras)
{
    /// <summary>What each of them is unless somebody says otherwise.</summary>
    public const long Keras = 32;
}
