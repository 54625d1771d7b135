namespace Layers;

/// <summary>The type of the values of a source's column.</summary>
public enum ColumnType
{
    /// <summary>Numbers, read as float64.</summary>
    Number,

    /// <summary>Whole numbers of 64 bits. A fraction is an error.</summary>
    Integer,

    /// <summary>True and false; as numbers they are 1 and 0. Any other value is an error.</summary>
    Boolean,

    /// <summary>Texts, unchanged: nothing is trimmed, and an empty text is not a missing value.</summary>
    Text,

    /// <summary>Dates with a time of day. All dates of a column are instants (UTC), or all are calendar dates without a time
    /// zone.</summary>
    Date,
}
