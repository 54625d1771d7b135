namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Returns the bucket of each element: FarmHash's <c>Fingerprint64</c> of its UTF-8 bytes, as an unsigned number, modulo the
    /// number of buckets, as in Keras's <c>Hashing</c>. An integer is hashed as its decimal digits, a bool as its word.</summary>
    /// <remarks>Managed code runs the operator before the engine. ONNX has no such operator. A model can be exported to ONNX only if its
    /// host operators are all <see cref="FarmHash64(Value, long)"/>, with the operators of Microsoft.ML.OnnxRuntime.Extensions. The
    /// operator has no gradient.</remarks>
    /// <param name="x">The elements: string, bool or an integer type, any shape.</param>
    /// <param name="buckets">The number of buckets, 1 or more.</param>
    /// <returns>int64 from 0 to <c>buckets − 1</c>.</returns>
    public static Value FarmHash64(Value x, long buckets) => FarmHash64(x, buckets, null);

    /// <summary>Returns the bucket of each element: SipHash-2-4 of its UTF-8 bytes with a key, as an unsigned number, modulo the number of
    /// buckets, as in Keras's <c>Hashing</c> with a salt.</summary>
    /// <param name="x">The elements: string, bool or an integer type, any shape.</param>
    /// <param name="buckets">The number of buckets, 1 or more.</param>
    /// <param name="key">The two numbers of the key.</param>
    /// <inheritdoc cref="FarmHash64(Value, long)"/>
    public static Value SipHash64(Value x, long buckets, (long First, long Second) key) => SipHash64(x, buckets, key, null);

    /// <summary>Returns the bucket of the elements at the same index of several inputs, as in Keras's <c>HashedCrossing</c>. The hash of
    /// each input's element is combined with the hash of those before, by TensorFlow's <c>FingerprintCat64</c>. The hash of a text is its
    /// <c>Fingerprint64</c>, that of an integer is the integer.</summary>
    /// <param name="inputs">Two or more inputs of the same shape, each string or an integer type.</param>
    /// <param name="buckets">The number of buckets, 1 or more.</param>
    /// <inheritdoc cref="FarmHash64(Value, long)"/>
    public static Value CrossHash64(IReadOnlyList<Value> inputs, long buckets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Make(Op.CrossHash64, [.. inputs.Select(x => Strong(x, DType.Int64))], ("buckets", buckets));
    }

    /// <summary>Returns the buckets by <see cref="FarmHash64(Value, long)"/>. The text <paramref name="masked"/>, if it is not null, is the
    /// only one in the first bucket.</summary>
    internal static Value FarmHash64(Value x, long buckets, string? masked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Unary(Op.FarmHash64, x, Masking(masked, ("buckets", buckets)));
    }

    /// <summary>Returns the buckets by SipHash-2-4. The text <paramref name="masked"/>, if it is not null, is the only one in the first
    /// bucket.</summary>
    internal static Value SipHash64(Value x, long buckets, (long First, long Second) key, string? masked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Unary(Op.SipHash64, x, Masking(masked, ("buckets", buckets), ("key0", key.First), ("key1", key.Second)));
    }

    /// <summary>Returns the bucket of each text, as <see cref="FarmHash64(Value, long)"/> does, by an operator of
    /// Microsoft.ML.OnnxRuntime.Extensions.</summary>
    internal static Value StringToHashBucketFast(Value texts, long buckets) => Make(Op.StringToHashBucketFast, [texts, Int64s(buckets)]);

    /// <summary>Concatenates texts, element by element, by an operator of Microsoft.ML.OnnxRuntime.Extensions.</summary>
    internal static Value StringConcat(Value a, Value b) => Make(Op.StringConcat, [a, b]);

    private static (string, object)[] Masking(string? masked, params (string, object)[] attributes) =>
        masked is null ? attributes : [.. attributes, ("masked", masked)];
}
