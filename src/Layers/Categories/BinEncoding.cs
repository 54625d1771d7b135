namespace Layers;

/// <summary>What <see cref="Bins"/> gives for a number.</summary>
public enum BinEncoding
{
    /// <summary>A column for each bin: 1 in that of the number, 0 in the others.</summary>
    OneHot,

    /// <summary>The index of the bin, from 0.</summary>
    Ordinal,
}
