namespace Layers;

/// <summary>The handling of a column that is missing in a record, or of a name in a record that the model does not take.</summary>
public enum NamePolicy
{
    /// <summary>The record is refused.</summary>
    Refuse,

    /// <summary>The value is missing, as if the record had null.</summary>
    AsMissing,

    /// <summary>The value is not read.</summary>
    Ignore,
}
