using static Layers.Graphs.Ops;

namespace Layers.Graphs;

/// <summary>The host operators that operators of Microsoft.ML.OnnxRuntime.Extensions can replace with the same results, one row for
/// each.</summary>
/// <remarks>The library reads a text only up to its first NUL. The replacement makes the run fail for a text with a NUL, so that no wrong
/// number is returned.
/// <para>These operators have no replacement, or none that was proven:
/// <list type="bullet">
/// <item><see cref="Op.TokenIndices"/>: the library has no n-grams, and splits into bytes, not characters. It has operators for lower case,
/// punctuation and splitting at white space, but it was not proven that they give the same indices together.</item>
/// <item><see cref="Op.CrossHash64"/>: the library returns a bucket instead of the hash, and crossings need all 64 bits.</item>
/// <item><see cref="Op.SipHash64"/>, <see cref="Op.LocalTicks"/>: the library has neither this hash nor time zones or date formats.</item>
/// </list></para></remarks>
internal static class ExtensionForms
{
    private static readonly Dictionary<Op, Func<Node, IReadOnlyList<Value>, Value>> s_forms = new()
    {
        [Op.FarmHash64] = (node, x) => FarmHash(x[0], node.Int("buckets", 1), (string?)node.Attributes.GetValueOrDefault("masked")),
    };

    /// <summary>Returns whether the library can compute the operator.</summary>
    public static bool Has(Op op) => s_forms.ContainsKey(op);

    /// <summary>Returns the graph with host operators replaced by operators of the library, where it has them.</summary>
    public static Graph WithExtensions(this Graph graph) =>
        graph.Rewrite((node, inputs) => s_forms.TryGetValue(node.Op, out var form) ? [form(node, inputs)] : null);

    private static Value FarmHash(Value x, long buckets, string? masked)
    {
        if (masked is null || buckets == 1) return Bucket(x, buckets);
        // Only the masked text is in the first bucket. A table with this one text gives it that bucket.
        var isOther = LabelEncoder(x, TensorData.Of(new[] { masked }), TensorData.Of(new[] { 0L }), TensorData.Scalar(1L));
        return isOther * (Bucket(x, buckets - 1) + 1);
    }

    // Integers are hashed as their decimal digits, Boolean values as the words true and false.
    private static Value Bucket(Value x, long buckets) => x.Type switch
    {
        DType.String => StringToHashBucketFast(x, buckets) + ZeroOrRefused(x),
        DType.Bool =>
            StringToHashBucketFast(LabelEncoder(Cast(x, DType.Int64), TensorData.Of(new[] { 1L }), TensorData.Of(new[] { "true" }),
            TensorData.Scalar("false")), buckets),
        DType.UInt64 => StringToHashBucketFast(Cast(x, DType.String), buckets),
        _ => StringToHashBucketFast(Cast(Cast(x, DType.Int64), DType.String), buckets),
    };

    // Returns 0 if the library reads the whole text. Otherwise the result is an index out of range, which makes the run fail.
    private static Value ZeroOrRefused(Value x)
    {
        var nothing = LabelEncoder(x, TensorData.Of(new[] { "" }), TensorData.Of(new[] { "" }), TensorData.Scalar(""));
        return Gather(Int64s(0), Cast(Not(Equal(x, StringConcat(x, nothing))), DType.Int64), 0);
    }
}
