using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The common type that inputs of several types are cast to, by Keras's rules.</summary>
internal static class Promotion
{
    /// <summary>Returns the common type: the type of the floats if there are any, otherwise the smallest integer type that holds all
    /// integer types, or float32 if there is none. Bool counts as the smallest type.</summary>
    /// <param name="inputs">The inputs, numbers and bools. Floats are already in the type that the layer computes in.</param>
    public static DType Of(IReadOnlyList<Value> inputs)
    {
        if (inputs.FirstOrDefault(input => input.Type.IsFloat()) is { } real) return real.Type;
        DType[] whole = [.. inputs.Select(input => input.Type).Where(type => type != DType.Bool).Distinct()];
        if (whole.Length <= 1) return whole.Length == 0 ? DType.Bool : whole[0];
        var unsigned = whole.Where(IsUnsigned).Select(type => type.Size()).DefaultIfEmpty(0).Max();
        var signed = whole.Where(type => !IsUnsigned(type)).Select(type => type.Size()).DefaultIfEmpty(0).Max();
        if (signed == 0) return unsigned switch { 1 => DType.UInt8, 2 => DType.UInt16, 4 => DType.UInt32, _ => DType.UInt64 };
        // A signed type holds an unsigned type of half its size. No signed type holds unsigned 64-bit integers.
        return Math.Max(signed, 2 * unsigned) switch
        {
            1 => DType.Int8,
            2 => DType.Int16,
            4 => DType.Int32,
            8 => DType.Int64,
            _ => DType.Float32
        };
    }

    /// <summary>Applies a formula to inputs cast to a type, and returns the result in that type.</summary>
    /// <param name="inputs">The inputs, numbers and bools.</param>
    /// <param name="type">The type.</param>
    /// <param name="formula">The formula, of sums and products. Its result wraps around if it overflows the type.</param>
    public static Value In(DType type, IEnumerable<Value> inputs, Func<Value[], Value> formula)
    {
        // ONNX Runtime computes only with integers of 32 and 64 bits.
        var wide = type.IsFloat() || type.Size() == 8 ? type : DType.Int32;
        if (type is DType.UInt32 or DType.UInt64) wide = DType.Int64;
        return Cast(formula([.. inputs.Select(input => Cast(input, wide))]), type);
    }

    private static bool IsUnsigned(DType type) => type is DType.UInt8 or DType.UInt16 or DType.UInt32 or DType.UInt64;
}
