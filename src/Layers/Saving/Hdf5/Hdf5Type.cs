using Layers.Graphs;

namespace Layers;

/// <summary>The type of a tensor's elements, which HDF5 describes by its bits, not by a name.</summary>
internal readonly record struct Hdf5Type(DType Type, bool IsBigEndian)
{
    /// <summary>Decodes HDF5's description of a type. HDF5 cannot describe bfloat16: Keras stores two opaque bytes, and names the type in
    /// an attribute.</summary>
    public static Hdf5Type Decode(Hdf5Cursor cursor, bool isBFloat16, string where)
    {
        var (kind, version) = Halves(cursor.Byte());
        var bits = (int)cursor.Number(3);
        var size = cursor.UInt32();
        switch (kind)
        {
            case 0 when Integer(bits, size, cursor) is { } integer:
                return integer;
            case 1 when !Hdf5Header.Bit(bits, 6) && Float(size, cursor) is { } real:
                return new Hdf5Type(real, Hdf5Header.Bit(bits, 0));
            case 5 when size == 2 && isBFloat16:
                return new Hdf5Type(DType.BFloat16, IsBigEndian: false);
            case 8 when Enumeration(version, bits & 0xFFFF, cursor) is { } named:
                return named;
            default:
                throw Throw.UnsupportedHdf5(where, $"elements of {Nouns.Of(size, "byte")} of the class {Class(kind)}, which are not " +
                    "tensor elements");
        }
    }

    private static (int Low, int High) Halves(byte value) => (value & 15, value >> 4);

    private static Hdf5Type? Integer(int bits, uint size, Hdf5Cursor layout)
    {
        if (layout.UInt16() != 0 || layout.UInt16() != 8 * size) return null;
        DType? type = (size, Hdf5Header.Bit(bits, 3)) switch
        {
            (1, true) => DType.Int8,
            (2, true) => DType.Int16,
            (4, true) => DType.Int32,
            (8, true) => DType.Int64,
            (1, false) => DType.UInt8,
            (2, false) => DType.UInt16,
            (4, false) => DType.UInt32,
            (8, false) => DType.UInt64,
            _ => null,
        };
        return type is { } known ? new Hdf5Type(known, Hdf5Header.Bit(bits, 0)) : null;
    }

    private static DType? Float(uint size, Hdf5Cursor layout)
    {
        var (start, width) = (layout.UInt16(), layout.UInt16());
        var (exponentAt, exponent, fractionAt, fraction) = (layout.Byte(), layout.Byte(), layout.Byte(), layout.Byte());
        var bias = layout.UInt32();
        if (start != 0 || width != 8 * size || fractionAt != 0 || exponentAt != fraction) return null;
        return (size, exponent, fraction, bias) switch
        {
            (2, 5, 10, 15) => DType.Float16,
            (2, 8, 7, 127) => DType.BFloat16,
            (4, 8, 23, 127) => DType.Float32,
            (8, 11, 52, 1023) => DType.Float64,
            _ => null,
        };
    }

    /// <summary>Decodes an enumeration. h5py stores booleans as a one-byte enumeration with the names FALSE and TRUE.</summary>
    private static Hdf5Type? Enumeration(int version, int members, Hdf5Cursor cursor)
    {
        if ((cursor.Byte() & 15) != 0) return null;
        var bits = (int)cursor.Number(3);
        if (Integer(bits, cursor.UInt32(), cursor) is not { } number) return null;
        cursor.Skip(4);
        if (members != 2 || number.Type.Size() != 1) return null;

        var first = cursor.Text();
        if (version < 3) cursor.Skip(-(first.Length + 1) & 7);
        return first.SequenceEqual("FALSE"u8) && cursor.Text().SequenceEqual("TRUE"u8)
            ? new Hdf5Type(DType.Bool, IsBigEndian: false)
            : null;
    }

    private static string Class(int kind) => kind switch
    {
        0 => "integer",
        1 => "floating point",
        3 or 9 => "text or lists",
        5 => "opaque",
        6 => "compound",
        8 => "enumerated",
        10 => "array",
        11 => "complex",
        _ => $"number {kind}",
    };
}
