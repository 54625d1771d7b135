namespace Layers.Graphs;

/// <summary>The type of a tensor's elements. The numbers are those of ONNX's <c>TensorProto.DataType</c>.</summary>
public enum DType
{
    /// <summary>IEEE 754 binary32, C# <see langword="float"/>.</summary>
    Float32 = 1,

    /// <summary>Unsigned 8-bit integer, C# <see langword="byte"/>.</summary>
    UInt8 = 2,

    /// <summary>Signed 8-bit integer, C# <see langword="sbyte"/>.</summary>
    Int8 = 3,

    /// <summary>Unsigned 16-bit integer, C# <see langword="ushort"/>.</summary>
    UInt16 = 4,

    /// <summary>Signed 16-bit integer, C# <see langword="short"/>.</summary>
    Int16 = 5,

    /// <summary>Signed 32-bit integer, C# <see langword="int"/>.</summary>
    Int32 = 6,

    /// <summary>Signed 64-bit integer, C# <see langword="long"/>.</summary>
    Int64 = 7,

    /// <summary>UTF-8 text, C# <see langword="string"/>.</summary>
    String = 8,

    /// <summary>One byte that is 0 or 1, C# <see langword="bool"/>.</summary>
    Bool = 9,

    /// <summary>IEEE 754 binary16, C# <see cref="Half"/>.</summary>
    Float16 = 10,

    /// <summary>IEEE 754 binary64, C# <see langword="double"/>.</summary>
    Float64 = 11,

    /// <summary>Unsigned 32-bit integer, C# <see langword="uint"/>.</summary>
    UInt32 = 12,

    /// <summary>Unsigned 64-bit integer, C# <see langword="ulong"/>.</summary>
    UInt64 = 13,

    /// <summary>The upper half of a binary32 number. It has no C# type; its 16 bits are stored.</summary>
    BFloat16 = 16,
}
