namespace Layers;

/// <summary>Of which features <see cref="MissingIndicator"/> tells whether they are missing.</summary>
public enum IndicatedFeatures
{
    /// <summary>Those that had missing values in the data it was adapted to.</summary>
    MissingOnly,

    /// <summary>All; there is nothing to adapt.</summary>
    All,

    /// <summary>Those that the constructor was given.</summary>
    Given,
}
