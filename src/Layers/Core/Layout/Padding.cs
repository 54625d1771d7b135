namespace Layers;

/// <summary>The padding of an input that a window moves over.</summary>
public enum Padding
{
    /// <summary>No padding. The window stays inside the input, and elements at the end that do not fill a window are left out. Keras's
    /// default.</summary>
    Valid,

    /// <summary>Zeros evenly on both sides, with an odd zero at the end, so that there is one result for each stride. A pooling layer does
    /// not count the zeros.</summary>
    Same,

    /// <summary>Zeros only at the front, so that no result depends on later steps. For one-dimensional convolutions only.</summary>
    Causal,
}
