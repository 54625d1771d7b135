using System.Numerics;
using System.Numerics.Tensors;

namespace Layers;

/// <summary>Makes steps that convert one element type to another, as ONNX <c>Cast</c> does.</summary>
internal static class RowCasts
{
    public static RowStep? Step(RowValue x, DType to, RowValue y) => (x.Type, to) switch
    {
        (DType.Float32, DType.Float64) => Widened<float, double>(x, y),
        (DType.Float32, DType.Float16) => Widened<float, Half>(x, y),
        (DType.Float16, DType.Float32) => Widened<Half, float>(x, y),
        (DType.Float64, DType.Float16) => Widened<double, Half>(x, y),
        (DType.Float16, DType.Float64) => Widened<Half, double>(x, y),
        (DType.Float32, DType.BFloat16) => new UnaryStep<float, ushort>(x, y, static (from, to) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = BFloat16Storage.Bits(from[i]);
        }),
        (DType.BFloat16, DType.Float32) => new UnaryStep<ushort, float>(x, y, static (from, to) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = BitConverter.UInt32BitsToSingle((uint)from[i] << 16);
        }),
        (DType.Float64, DType.Float32) => Widened<double, float>(x, y),
        (DType.Int32, DType.Float32) => Widened<int, float>(x, y),
        (DType.Int32, DType.Float64) => Widened<int, double>(x, y),
        (DType.Int32, DType.Int64) => Widened<int, long>(x, y),
        (DType.Int64, DType.Float32) => Widened<long, float>(x, y),
        (DType.Int64, DType.Float64) => Widened<long, double>(x, y),
        (DType.Int64, DType.Int32) => Widened<long, int>(x, y),
        (DType.UInt8, DType.Float32) => Widened<byte, float>(x, y),
        (DType.UInt8, DType.Float64) => Widened<byte, double>(x, y),
        (DType.UInt8, DType.Int32) => Widened<byte, int>(x, y),
        (DType.UInt8, DType.Int64) => Widened<byte, long>(x, y),
        (DType.Float32, DType.Int32) => CutOff<float, int>(x, y),
        (DType.Float32, DType.Int64) => CutOff<float, long>(x, y),
        (DType.Float64, DType.Int32) => CutOff<double, int>(x, y),
        (DType.Float64, DType.Int64) => CutOff<double, long>(x, y),
        (DType.Bool, DType.Float32) => Widened<byte, float>(x, y),
        (DType.Bool, DType.Float64) => Widened<byte, double>(x, y),
        (DType.Bool, DType.Int32) => Widened<byte, int>(x, y),
        (DType.Bool, DType.Int64) => Widened<byte, long>(x, y),
        (DType.Float32, DType.Bool) => Truth<float>(x, y),
        (DType.Float64, DType.Bool) => Truth<double>(x, y),
        (DType.Int32, DType.Bool) => Truth<int>(x, y),
        (DType.Int64, DType.Bool) => Truth<long>(x, y),
        _ => null,
    };

    private static UnaryStep<TIn, TOut> Widened<TIn, TOut>(RowValue x, RowValue y) where TIn : unmanaged,
        INumberBase<TIn> where TOut : unmanaged, INumberBase<TOut> =>
        new(x, y, TensorPrimitives.ConvertTruncating);

    // A NaN becomes the integer that the processor converts it to, as in ONNX Runtime: an index outside any table, not 0.
    private static UnaryStep<TIn, TOut> CutOff<TIn, TOut>(RowValue x, RowValue y) where TIn : unmanaged,
        IFloatingPoint<TIn> where TOut : unmanaged, IBinaryInteger<TOut> =>
        new(x, y, TensorPrimitives.ConvertToIntegerNative);

    private static UnaryStep<T, byte> Truth<T>(RowValue x, RowValue y) where T : unmanaged, INumber<T> => new(x, y, static (from, to) =>
    {
        for (var i = 0; i < to.Length; i++) to[i] = T.IsZero(from[i]) ? (byte)0 : (byte)1;
    });
}
