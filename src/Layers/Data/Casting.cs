using System.Numerics;

namespace Layers;

/// <summary>Numbers from one element type to another.</summary>
internal static class Casting
{
    public static TensorData Of(double[] numbers, Shape shape, DType type)
    {
        var source = TensorData.Of(numbers, shape);
        return type == DType.Float64 ? source : Cast(source, type);
    }

    /// <summary>The same numbers in another type; the tensor itself where it has that type.</summary>
    public static TensorData Cast(TensorData source, DType type)
    {
        if (source.Type == type) return source;
        var result = TensorData.Zeros(type, source.Shape);
        Convert(source, 0, result, 0, source.Length);
        return result;
    }

    /// <summary>Copies a run of elements, converting them on the way. Fractions are cut off where the result has none.</summary>
    public static void Convert(TensorData source, int sourceIndex, TensorData target, int targetIndex, int count)
    {
        switch (source.Type)
        {
            case DType.Float32: From(source.AsSpan<float>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.Float64: From(source.AsSpan<double>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.Float16: From(source.AsSpan<Half>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.BFloat16: From<float>(Array.ConvertAll(source.AsSpan<ushort>().Slice(sourceIndex, count).ToArray(), Widen), target, targetIndex); break;
            case DType.Int32: From(source.AsSpan<int>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.Int64: From(source.AsSpan<long>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.Int16: From(source.AsSpan<short>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.Int8: From(source.AsSpan<sbyte>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.UInt8: From(source.AsSpan<byte>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.UInt16: From(source.AsSpan<ushort>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.UInt32: From(source.AsSpan<uint>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.UInt64: From(source.AsSpan<ulong>().Slice(sourceIndex, count), target, targetIndex); break;
            case DType.Bool: From<byte>(Array.ConvertAll(source.AsSpan<bool>().Slice(sourceIndex, count).ToArray(), b => b ? (byte)1 : (byte)0), target, targetIndex); break;
            default:
                if (target.Type != DType.String) throw Throw.StringsAreNotNumbers();
                source.AsSpan<string>().Slice(sourceIndex, count).CopyTo(target.Span<string>()[targetIndex..]);
                break;
        }
    }

    private static void From<T>(ReadOnlySpan<T> source, TensorData target, int index) where T : unmanaged, INumberBase<T>
    {
        switch (target.Type)
        {
            case DType.Float32: To(source, target.Span<float>(), index); break;
            case DType.Float64: To(source, target.Span<double>(), index); break;
            case DType.Float16: To(source, target.Span<Half>(), index); break;
            case DType.Int32: To(source, target.Span<int>(), index); break;
            case DType.Int64: To(source, target.Span<long>(), index); break;
            case DType.Int16: To(source, target.Span<short>(), index); break;
            case DType.Int8: To(source, target.Span<sbyte>(), index); break;
            case DType.UInt8: To(source, target.Span<byte>(), index); break;
            case DType.UInt16: To(source, target.Span<ushort>(), index); break;
            case DType.UInt32: To(source, target.Span<uint>(), index); break;
            case DType.UInt64: To(source, target.Span<ulong>(), index); break;
            case DType.BFloat16:
                var bits = target.Span<ushort>();
                for (var i = 0; i < source.Length; i++) bits[index + i] = Numbers.BFloat16(float.CreateTruncating(source[i]));
                break;
            case DType.Bool:
                var truths = target.Span<bool>();
                for (var i = 0; i < source.Length; i++) truths[index + i] = !T.IsZero(source[i]);
                break;
            default: throw Throw.StringsAreNotNumbers();
        }
    }

    private static void To<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> target, int index)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        target = target.Slice(index, source.Length);
        if (typeof(TFrom) == typeof(TTo)) System.Runtime.InteropServices.MemoryMarshal.Cast<TFrom, TTo>(source).CopyTo(target);
        else System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(source, target);
    }

    private static float Widen(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);
}
