namespace Layers;

/// <summary>The padding of an input that a window moves over.</summary>
public enum Padding
{
    /// <summary>No padding. The window stays inside the input, and elements at the end that do not fill a window are left out. Keras's
    /// default.</summary>
    Valid,

    /// <summary>Zeros on both sides, as evenly as possible; an odd zero is at the end. The size of the output is the size of the input
    /// divided by the stride, rounded up. A pooling layer does not count the zeros.</summary>
    Same,

    /// <summary>Zeros only at the front, so that no result depends on later steps. For one-dimensional convolutions only.</summary>
    Causal,
}
