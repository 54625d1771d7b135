namespace Layers;

/// <summary>What becomes of a name that a record lacks, or has beyond those of the model.</summary>
public enum NamePolicy
{
    /// <summary>The record is refused.</summary>
    Refuse,

    /// <summary>The value is missing, as if the record had null.</summary>
    AsMissing,

    /// <summary>The value is not read.</summary>
    Ignore,
}
