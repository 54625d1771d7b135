namespace Layers;

/// <summary>What the values of a source's column are.</summary>
public enum ColumnType
{
    /// <summary>Numbers, read as float64.</summary>
    Number,

    /// <summary>Whole numbers of 64 bits. A fraction is an error.</summary>
    Integer,

    /// <summary>True and false, read as 1 and 0 where numbers are read. Any other value is an error.</summary>
    Boolean,

    /// <summary>Texts as they are written: nothing is trimmed, and an empty text is not a missing one.</summary>
    Text,

    /// <summary>Dates with a time of day: all of a column's are instants (UTC), or all are dates of a calendar without a time
    /// zone.</summary>
    Date,
}
