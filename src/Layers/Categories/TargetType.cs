namespace Layers;

/// <summary>The kind of the labels that <see cref="TargetEncoding"/> learns from.</summary>
public enum TargetType
{
    /// <summary>Numbers if the labels are floats, otherwise classes. Of two classes the larger counts as 1.</summary>
    Auto,

    /// <summary>Numbers.</summary>
    Continuous,

    /// <summary>Two classes. The larger counts as 1.</summary>
    Binary,

    /// <summary>Classes. Each has its own output column.</summary>
    Multiclass,
}
