namespace Layers.Graphs;

/// <summary>Properties of each <see cref="DType"/>.</summary>
public static class DTypes
{
    /// <summary>Returns the name in NumPy, Keras and printed graphs, for example <c>float32</c>.</summary>
    /// <param name="type">A defined type.</param>
    public static string Name(this DType type) => ElementType.Of(type).Name;

    /// <summary>Returns the type of a name.</summary>
    /// <param name="name">The name in NumPy and Keras, for example <c>float32</c>.</param>
    /// <exception cref="ArgumentException">No type has that name.</exception>
    public static DType Parse(string name)
    {
        foreach (var type in Enum.GetValues<DType>())
            if (type.Name() == name)
                return type;
        throw Throw.UnknownDType(name);
    }

    /// <summary>Returns whether the type is a floating-point type.</summary>
    /// <param name="type">A defined type.</param>
    public static bool IsFloat(this DType type) => ElementType.Of(type).Kind == ElementKind.Float;

    /// <summary>Returns whether the type is an integer type; <see cref="DType.Bool"/> is not.</summary>
    /// <param name="type">A defined type.</param>
    public static bool IsInteger(this DType type) => ElementType.Of(type).Kind == ElementKind.Integer;

    /// <summary>Returns the size of an element in bytes.</summary>
    /// <param name="type">Any type except <see cref="DType.String"/>.</param>
    /// <exception cref="ArgumentException">The type is <see cref="DType.String"/>.</exception>
    public static int Size(this DType type) => ElementType.Of(type).Size is > 0 and var size ? size : throw Throw.StringsHaveNoSize();

    /// <summary>Returns the type for a C# type.</summary>
    /// <typeparam name="T">One of the C# types listed at <see cref="DType"/>.</typeparam>
    /// <exception cref="ArgumentException">No tensor element has that C# type.</exception>
    public static DType Of<T>() => Of(typeof(T));

    // This mapping is not in the table of types, because the compiler reduces this expression to a constant if the type is known at compile
    // time.
    internal static DType Of(Type type) =>
        type == typeof(float) ? DType.Float32
        : type == typeof(double) ? DType.Float64
        : type == typeof(int) ? DType.Int32
        : type == typeof(long) ? DType.Int64
        : type == typeof(bool) ? DType.Bool
        : type == typeof(byte) ? DType.UInt8
        : type == typeof(Half) ? DType.Float16
        : type == typeof(sbyte) ? DType.Int8
        : type == typeof(short) ? DType.Int16
        : type == typeof(ushort) ? DType.UInt16
        : type == typeof(uint) ? DType.UInt32
        : type == typeof(ulong) ? DType.UInt64
        : type == typeof(string) ? DType.String
        : throw Throw.NoDType(type);
}
