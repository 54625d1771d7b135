namespace Layers;

/// <summary>What lies around the input of a window that moves over it.</summary>
public enum Padding
{
    /// <summary>Nothing: the window stays inside, and what does not fill one at the end is left out. Keras's default.</summary>
    Valid,

    /// <summary>Zeros evenly on both sides, the odd one behind, so that one result a stride comes out. A pooling layer does not count
    /// them.</summary>
    Same,

    /// <summary>Zeros in front alone, so that no result sees what comes after it; of one-dimensional convolutions only.</summary>
    Causal,
}
