namespace Layers;

/// <summary>What the labels are that <see cref="TargetEncoding"/> learns from.</summary>
public enum TargetType
{
    /// <summary>Numbers where labels are floats; otherwise classes, and where there are two of them the larger one counts as 1.</summary>
    Auto,

    /// <summary>Numbers.</summary>
    Continuous,

    /// <summary>Two classes, of which the larger one counts as 1.</summary>
    Binary,

    /// <summary>Classes, each with a column of its own.</summary>
    Multiclass,
}
