namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>The bucket of each element: FarmHash's <c>Fingerprint64</c> of its UTF-8 bytes, as an unsigned number, modulo the number of
    /// buckets, as Keras's <c>Hashing</c> has it. An integer is hashed as its decimal digits, a truth value as its word.</summary>
    /// <remarks>Managed code computes it before the engine runs; ONNX has no such operator, so a model with it has no ONNX file. No
    /// gradient flows through it.</remarks>
    /// <param name="x">string, bool or an integer type, any shape.</param>
    /// <param name="buckets">How many there are, 1 or more.</param>
    /// <returns>int64 from 0 to <c>buckets − 1</c>.</returns>
    public static Value FarmHash64(Value x, long buckets) => FarmHash64(x, buckets, null);

    /// <summary>The bucket of each element: SipHash-2-4 of its UTF-8 bytes under a key, as an unsigned number, modulo the number of
    /// buckets, as Keras's <c>Hashing</c> with a salt has it.</summary>
    /// <param name="x">string, bool or an integer type, any shape.</param>
    /// <param name="buckets">How many there are, 1 or more.</param>
    /// <param name="key">The two numbers of the key.</param>
    /// <inheritdoc cref="FarmHash64(Value, long)"/>
    public static Value SipHash64(Value x, long buckets, (long First, long Second) key) => SipHash64(x, buckets, key, null);

    /// <summary>The bucket of elements side by side: each input's is joined to the hash of those before, TensorFlow's
    /// <c>FingerprintCat64</c>, as Keras's <c>HashedCrossing</c> has it. Texts enter as their <c>Fingerprint64</c>, integers as they
    /// are.</summary>
    /// <param name="inputs">Two or more of one shape, each string or an integer type.</param>
    /// <param name="buckets">How many there are, 1 or more.</param>
    /// <inheritdoc cref="FarmHash64(Value, long)"/>
    public static Value CrossHash64(IReadOnlyList<Value> inputs, long buckets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Make(Op.CrossHash64, [.. inputs.Select(x => Strong(x, DType.Int64))], ("buckets", buckets));
    }

    /// <summary>The same where one text has the first bucket, and nothing else has.</summary>
    internal static Value FarmHash64(Value x, long buckets, string? masked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Unary(Op.FarmHash64, x, Masking(masked, ("buckets", buckets)));
    }

    /// <summary>The same where one text has the first bucket, and nothing else has.</summary>
    internal static Value SipHash64(Value x, long buckets, (long First, long Second) key, string? masked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Unary(Op.SipHash64, x, Masking(masked, ("buckets", buckets), ("key0", key.First), ("key1", key.Second)));
    }

    /// <summary>The bucket of each text, as <see cref="FarmHash64(Value, long)"/> has it, by an operator of
    /// Microsoft.ML.OnnxRuntime.Extensions.</summary>
    internal static Value StringToHashBucketFast(Value texts, long buckets) => Make(Op.StringToHashBucketFast, [texts, Int64s(buckets)]);

    /// <summary>Texts joined, element by element, by an operator of Microsoft.ML.OnnxRuntime.Extensions.</summary>
    internal static Value StringConcat(Value a, Value b) => Make(Op.StringConcat, [a, b]);

    private static (string, object)[] Masking(string? masked, params (string, object)[] attributes) => masked is null ? attributes : [.. attributes, ("masked", masked)];
}
