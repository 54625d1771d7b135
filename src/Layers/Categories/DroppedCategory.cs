namespace Layers;

/// <summary>The category of a column that has no output column in <see cref="OneHotEncoding"/>: a row of zeros represents it. Rare
/// categories are grouped before one is dropped.</summary>
public enum DroppedCategory
{
    /// <summary>None: each category has an output column.</summary>
    None,

    /// <summary>The first category of each column. No output column can then be computed from the others, which linear models without
    /// regularization require.</summary>
    First,

    /// <summary>The first category of each column with two categories: one number is enough to distinguish them.</summary>
    IfBinary,
}
