namespace Layers;

/// <summary>Which category of a column has no place of its own in <see cref="OneHotEncoding"/>: a row of zeros stands for it. Rare
/// categories are joined before.</summary>
public enum DroppedCategory
{
    /// <summary>None: each category has a place.</summary>
    None,

    /// <summary>The first of each column, so that no column of the output follows from the others, as linear models without regularization
    /// ask for.</summary>
    First,

    /// <summary>The first of each column of two categories: one number says which it is.</summary>
    IfBinary,
}
