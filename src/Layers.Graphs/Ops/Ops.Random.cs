namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Returns uniform random numbers in <c>[0, 1)</c>, float32. They depend only on the key: the same key gives the same numbers
    /// on every machine.</summary>
    /// <remarks>The generator is counter-based: element <c>i</c> is SplitMix64's mix of <c>key + i</c> golden-ratio steps (Steele, Lea,
    /// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), with its top 24 bits as a fraction. It consists of integer
    /// operators, so there is no generator state. Needs operator set 18.</remarks>
    /// <param name="key">The key, an int64 scalar. The caller gives each call a different one.</param>
    /// <param name="sizes">The shape of the result: int64, one element for each axis.</param>
    public static Value RandomUniform(Value key, Value sizes)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(sizes);
        key = Strong(key, DType.Int64);
        if (key.Type != DType.Int64 || key.Shape.Rank != 0) throw Throw.NotAKey(key);
        if (sizes.Type != DType.Int64 || sizes.Shape.Rank != 1) throw Throw.NeedsSizes(Op.Reshape, sizes);
        var count = Squeeze(ReduceProd(sizes), 0);
        var steps = Range(0, count, 1) * Long(unchecked((long)0x9E3779B97F4A7C15)) + key;
        var bits = Mixed(Mixed(steps, 30, unchecked((long)0xBF58476D1CE4E5B9)), 27, unchecked((long)0x94D049BB133111EB));
        var top = ShiftRight(Cast(Xored(bits, 31), DType.UInt64), Scalar(40, DType.UInt64));
        return Reshape(Cast(Cast(top, DType.Int64), DType.Float32) * (1.0 / (1 << 24)), sizes);
    }

    /// <summary>Returns normal random numbers with mean 0 and standard deviation 1, float32, that depend only on the key.</summary>
    /// <remarks>The cosine half of the method of Box and Muller (1958): <c>√(−2 ln u) · cos 2πv</c>, with <see cref="Cos"/>.</remarks>
    /// <inheritdoc cref="RandomUniform"/>
    public static Value RandomNormal(Value key, Value sizes)
    {
        ArgumentNullException.ThrowIfNull(key);
        key = Strong(key, DType.Int64);
        // The two keys differ by an odd constant, so that their counters never overlap within a tensor.
        var u = RandomUniform(key, sizes);
        var v = RandomUniform(key + Long(0x5851F42D4C957F2D), sizes);
        return Sqrt(Log(1 - u) * -2) * Cos(v * (2 * Math.PI));
    }

    private static Value Long(long number) => Constant(TensorData.Scalar(number));

    private static Value Mixed(Value x, int shift, long multiplier) => Xored(x, shift) * Long(multiplier);

    private static Value Xored(Value x, int shift) =>
        BitwiseXor(x, Cast(ShiftRight(Cast(x, DType.UInt64), Scalar(shift, DType.UInt64)), DType.Int64));
}
