namespace Layers;

/// <summary>What becomes of a category that <see cref="OneHotEncoding"/> or <see cref="OrdinalEncoding"/> has not learned.</summary>
public enum UnknownCategory
{
    /// <summary>It is refused, with its row and column, while <see cref="Model.ChecksValues"/> is on; without checks, as in exported files,
    /// it is as <see cref="Ignore"/>.</summary>
    Error,

    /// <summary>It has no place: a row of zeros, or the index for unknown categories.</summary>
    Ignore,

    /// <summary>It is one of the rare categories, where these are joined; in a column without rare categories it is as
    /// <see cref="Ignore"/>.</summary>
    Infrequent,
}
