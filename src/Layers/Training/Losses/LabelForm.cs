namespace Layers;

/// <summary>As what a loss takes classes.</summary>
internal enum LabelForm
{
    /// <summary>It takes numbers that mean themselves.</summary>
    Numbers,

    /// <summary>The number of the class, from 0.</summary>
    Index,

    /// <summary>One number a class: 1 for the class, 0 for the others.</summary>
    OneHot,

    /// <summary>One number for two classes, 0 or 1; or one a class.</summary>
    Binary,
}
