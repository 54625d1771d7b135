namespace Layers.Generators;

/// <summary>The full names of the library's types.</summary>
internal static class Names
{
    public const string FeaturesAttribute = "Layers.FeaturesAttribute";

    public const string FeatureAttribute = "Layers.FeatureAttribute";

    public const string IFeatures = "Layers.IFeatures";

    public const string Model = "Layers.Model";

    public const string Table = "Layers.Table";
}
