namespace Layers.AspNetCore;

/// <summary>The names of element types in the inference protocol.</summary>
internal static class Datatypes
{
    private static readonly (DType Type, string Name)[] s_names =
    [
        (DType.Bool, "BOOL"), (DType.String, "BYTES"),
        (DType.UInt8, "UINT8"), (DType.UInt16, "UINT16"), (DType.UInt32, "UINT32"), (DType.UInt64, "UINT64"),
        (DType.Int8, "INT8"), (DType.Int16, "INT16"), (DType.Int32, "INT32"), (DType.Int64, "INT64"),
        (DType.Float16, "FP16"), (DType.BFloat16, "BF16"), (DType.Float32, "FP32"), (DType.Float64, "FP64"),
    ];

    public static string Of(DType type) => Array.Find(s_names, name => name.Type == type).Name;

    /// <summary>Throws unless elements of a type of the protocol may go into a tensor. A number may go into a tensor of another numeric
    /// type; its value is checked later.</summary>
    /// <param name="name">The type's name in the request.</param>
    /// <param name="type">The element type of the tensor.</param>
    /// <param name="where">The owner of the elements, for messages.</param>
    /// <exception cref="ProtocolException">There is no such type, or it does not fit the tensor.</exception>
    public static void RequireFits(string name, DType type, string where)
    {
        var place = Array.FindIndex(s_names, known => known.Name == name);
        if (place < 0) throw Throw.NoSuchDatatype(name, s_names.Select(known => known.Name), where);
        var given = s_names[place].Type;
        var fits = given == type || (type.IsFloat() && (given.IsFloat() || given.IsInteger())) || (type.IsInteger() && given.IsInteger());
        if (!fits) throw Throw.OtherDatatype(where, name, Of(type));
    }
}
