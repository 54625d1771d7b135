namespace Layers;

/// <summary>The form of labels that a loss takes.</summary>
internal enum LabelForm
{
    /// <summary>Numbers that are not classes.</summary>
    Numbers,

    /// <summary>The number of the class, from 0.</summary>
    Index,

    /// <summary>One number for each class: 1 for the class of the row, 0 for the others.</summary>
    OneHot,

    /// <summary>One number for two classes, 0 or 1; or one number for each class.</summary>
    Binary,
}
