using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The one type that inputs of several types are merged in, as Keras chooses it.</summary>
internal static class Promotion
{
    /// <summary>The type: that of the floats, if there are any; of whole numbers the narrowest that holds all; truth values count as the
    /// narrowest.</summary>
    /// <param name="inputs">Numbers and truth values; floats are already in the type that the layer computes in.</param>
    public static DType Of(IReadOnlyList<Value> inputs)
    {
        if (inputs.FirstOrDefault(input => input.Type.IsFloat()) is { } real) return real.Type;
        DType[] whole = [.. inputs.Select(input => input.Type).Where(type => type != DType.Bool).Distinct()];
        if (whole.Length <= 1) return whole.Length == 0 ? DType.Bool : whole[0];
        var unsigned = whole.Where(IsUnsigned).Select(type => type.Size()).DefaultIfEmpty(0).Max();
        var signed = whole.Where(type => !IsUnsigned(type)).Select(type => type.Size()).DefaultIfEmpty(0).Max();
        if (signed == 0) return unsigned switch { 1 => DType.UInt8, 2 => DType.UInt16, 4 => DType.UInt32, _ => DType.UInt64 };
        // A signed type holds an unsigned one of half its size; none holds those of 64 bits.
        return Math.Max(signed, 2 * unsigned) switch { 1 => DType.Int8, 2 => DType.Int16, 4 => DType.Int32, 8 => DType.Int64, _ => DType.Float32 };
    }

    /// <summary>A formula on inputs of one type, with what comes out in that type too.</summary>
    /// <param name="inputs">Numbers and truth values.</param>
    /// <param name="type">The type.</param>
    /// <param name="formula">Sums and products, which wrap round where the type does.</param>
    public static Value In(DType type, IEnumerable<Value> inputs, Func<Value[], Value> formula)
    {
        // ONNX Runtime computes with whole numbers of 32 and 64 bits alone.
        var wide = type.IsFloat() || type.Size() == 8 ? type : DType.Int32;
        if (type is DType.UInt32 or DType.UInt64) wide = DType.Int64;
        return Cast(formula([.. inputs.Select(input => Cast(input, wide))]), type);
    }

    private static bool IsUnsigned(DType type) => type is DType.UInt8 or DType.UInt16 or DType.UInt32 or DType.UInt64;
}
