namespace Layers;

/// <summary>Which column of a feature <see cref="OneHotEncoding"/> leaves out, since the others say what it would.</summary>
public enum DroppedCategory
{
    /// <summary>None.</summary>
    None,

    /// <summary>That of the first category.</summary>
    First,

    /// <summary>That of the first category, where a feature has two.</summary>
    IfBinary,
}
