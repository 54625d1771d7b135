namespace Layers;

/// <summary>The features that a <see cref="MissingIndicator"/> indicates.</summary>
public enum IndicatedFeatures
{
    /// <summary>The features with missing values in the data that the layer was adapted to.</summary>
    MissingOnly,

    /// <summary>All features; there is nothing to adapt.</summary>
    All,

    /// <summary>The features that the constructor received.</summary>
    Given,
}
