using System.Numerics;
using System.Runtime.InteropServices;
using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>Flushes subnormal numbers, those below the smallest normal number of their type, to zero.</summary>
/// <remarks>Arithmetic with subnormal numbers is many times slower on some processors. This class changes the bits of the numbers, and does
/// not change the floating-point flags of the thread. Infinities, NaN and the sign of a zero stay as they are.</remarks>
internal static class Subnormals
{
    /// <summary>Flushes the elements of a float32 or float64 tensor in place; other types stay as they are.</summary>
    /// <remarks>The subnormal numbers of float16 are too large to be taken for zero.</remarks>
    public static void Flush(TensorData data)
    {
        if (data.Type is not (DType.Float32 or DType.Float64)) return;
        var bytes = data.WritableBytes();
        if (data.Type == DType.Float32) FlushBits<uint>(MemoryMarshal.Cast<byte, uint>(bytes), exponent: 0x7F80_0000, sign: 0x8000_0000);
        else FlushBits<ulong>(MemoryMarshal.Cast<byte, ulong>(bytes), exponent: 0x7FF0L << 48, sign: 1UL << 63);
    }

    private static void FlushBits<T>(Span<T> bits, T exponent, T sign)
        where T : unmanaged, IBinaryInteger<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(bits);
        var (exponents, signs) = (new Vector<T>(exponent), new Vector<T>(sign));
        for (var i = 0; i < vectors.Length; i++)
        {
            var vector = vectors[i];
            vectors[i] = Vector.ConditionalSelect(Vector.Equals(vector & exponents, Vector<T>.Zero), vector & signs, vector);
        }
        foreach (ref var rest in bits[(vectors.Length * Vector<T>.Count)..])
            if (T.IsZero(rest & exponent)) rest &= sign;
    }
}
