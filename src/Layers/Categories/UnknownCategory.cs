namespace Layers;

/// <summary>What becomes of a value that <see cref="OneHotEncoding"/> or <see cref="OrdinalEncoding"/> has not learned.</summary>
public enum UnknownCategory
{
    /// <summary>An error of the model's checks (<see cref="Model.ChecksValues"/>) that has the value and its row; where these are off, as <see cref="Ignore"/>.</summary>
    Error,

    /// <summary>It is in no category: all columns are 0, or the index is the one for unknown values.</summary>
    Ignore,

    /// <summary>It is with the rare categories; where the column has none, as <see cref="Ignore"/>.</summary>
    Rare,
}
