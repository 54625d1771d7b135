namespace Layers.Data;

/// <summary>What numbers a column of a query holds.</summary>
public enum SqlNumber
{
    /// <summary>32-bit floating point.</summary>
    Single,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>Decimal fractions, or integers of more than 64 bits; they are taken as the nearest double.</summary>
    Decimal,

    /// <summary>Integers that a double holds exactly.</summary>
    Integer,

    /// <summary>Integers of 64 bits, of which a double holds 53: time stamps, keys.</summary>
    WideInteger,

    /// <summary>Integers of 64 bits without a sign. Those of 2⁶³ and more fit no int64, so rows that are read have them as
    /// doubles.</summary>
    UnsignedWideInteger,

    /// <summary>True and false, taken as 1 and 0.</summary>
    Boolean,
}
