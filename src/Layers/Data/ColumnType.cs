namespace Layers;

/// <summary>What the values of a source's column are.</summary>
public enum ColumnType
{
    /// <summary>Numbers, read as float64.</summary>
    Number,

    /// <summary>Whole numbers of 64 bits. A fraction is an error.</summary>
    Integer,

    /// <summary>True and false, read as 1 and 0. Any other value is an error.</summary>
    Boolean,
}
