namespace Layers;

/// <summary>The handling of a category that <see cref="OneHotEncoding"/> or <see cref="OrdinalEncoding"/> has not learned.</summary>
public enum UnknownCategory
{
    /// <summary>The category is refused with its row and column while <see cref="Model.ChecksValues"/> is on. Without checks, as in
    /// exported files, it is handled as with <see cref="Ignore"/>.</summary>
    Error,

    /// <summary>The category is encoded as a row of zeros, or as the number for unknown categories.</summary>
    Ignore,

    /// <summary>The category counts as one of the grouped rare categories. In a column without grouped categories it is handled as with
    /// <see cref="Ignore"/>.</summary>
    Infrequent,
}
