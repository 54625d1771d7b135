namespace Layers.Graphs;

/// <summary>Numbers as tensors of any element type.</summary>
internal static class Numbers
{
    /// <summary>Whether a type has the number; floating-point types round it, and so have every one.</summary>
    public static bool Holds(DType type, double number) => type switch
    {
        DType.Bool => number is 0 or 1,
        DType.Int8 => number == (sbyte)number,
        DType.UInt8 => number == (byte)number,
        DType.Int16 => number == (short)number,
        DType.UInt16 => number == (ushort)number,
        DType.Int32 => number == (int)number,
        DType.UInt32 => number == (uint)number,
        // The largest 64-bit integers are no doubles: what rounds to them is one too large.
        DType.Int64 => number == (long)number && number < 9223372036854775808.0,
        DType.UInt64 => number == (ulong)number && number < 18446744073709551616.0,
        _ => true,
    };

    public static TensorData Scalar(double number, DType type) => Filled(number, type, Shape.Scalar);

    public static TensorData Filled(double number, DType type, Shape shape)
    {
        var length = checked((int)shape.Length);
        return type switch
        {
            DType.Float32 => Fill((float)number, length, shape),
            DType.Float64 => Fill(number, length, shape),
            DType.Float16 => Fill((Half)number, length, shape),
            DType.BFloat16 => TensorData.OfBFloat16(Repeat(BFloat16((float)number), length), shape),
            DType.Int32 => Fill((int)number, length, shape),
            DType.Int64 => Fill((long)number, length, shape),
            DType.UInt8 => Fill((byte)number, length, shape),
            DType.Int8 => Fill((sbyte)number, length, shape),
            DType.Int16 => Fill((short)number, length, shape),
            DType.UInt16 => Fill((ushort)number, length, shape),
            DType.UInt32 => Fill((uint)number, length, shape),
            DType.UInt64 => Fill((ulong)number, length, shape),
            DType.Bool => Fill(number != 0, length, shape),
            _ => throw Throw.NotAStringNumber(number),
        };
    }

    /// <summary>The upper half of a binary32, rounded to nearest, ties to even.</summary>
    public static ushort BFloat16(float number)
    {
        var bits = BitConverter.SingleToUInt32Bits(number);
        return float.IsNaN(number) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static TensorData Fill<T>(T number, int length, Shape shape) => TensorData.Of(Repeat(number, length), shape);

    private static T[] Repeat<T>(T number, int length)
    {
        var all = new T[length];
        Array.Fill(all, number);
        return all;
    }
}
