namespace Layers;

/// <summary>The form in which <see cref="Bins"/> returns the bin of a number.</summary>
public enum BinEncoding
{
    /// <summary>A column for each bin: 1 for the bin of the number, 0 for the others.</summary>
    OneHot,

    /// <summary>The index of the bin, from 0.</summary>
    Ordinal,
}
