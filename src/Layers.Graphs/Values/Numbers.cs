namespace Layers.Graphs;

/// <summary>Numbers as tensors of any element type.</summary>
internal static class Numbers
{
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
            _ => throw new ArgumentException("A number cannot be a string tensor.", nameof(type)),
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
