namespace Layers.Data;

/// <summary>The kinds of numbers in a column of a query.</summary>
public enum SqlNumber
{
    /// <summary>32-bit floating-point numbers.</summary>
    Single,

    /// <summary>64-bit floating-point numbers.</summary>
    Double,

    /// <summary>Decimal fractions, or integers with more than 64 bits; they are converted to the nearest double.</summary>
    Decimal,

    /// <summary>Integers that a double represents exactly.</summary>
    Integer,

    /// <summary>64-bit integers, of which a double represents only 53 bits; for example time stamps and keys.</summary>
    WideInteger,

    /// <summary>Unsigned 64-bit integers. Integers of 2⁶³ and more do not fit int64, so rows are read as doubles.</summary>
    UnsignedWideInteger,

    /// <summary>Booleans, converted to 1 and 0.</summary>
    Boolean,
}
