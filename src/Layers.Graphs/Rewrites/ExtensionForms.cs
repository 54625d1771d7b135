using static Layers.Graphs.Ops;

namespace Layers.Graphs;

/// <summary>Host operators as operators of Microsoft.ML.OnnxRuntime.Extensions, one row for each that has the same results.</summary>
/// <remarks>That library reads a text up to its first NUL. A form refuses such a text while it runs, so that no other number comes out.
/// <para>What it has no equal of, or none that was proven:
/// <list type="bullet">
/// <item><see cref="Op.TokenIndices"/>: it has no n-grams, and splits into bytes, not characters; lower case, punctuation and splitting at
/// white space have operators, but together they were not proven to give the same indices.</item>
/// <item><see cref="Op.CrossHash64"/>: its hash comes as a bucket, and crossings need all 64 bits.</item>
/// <item><see cref="Op.SipHash64"/>, <see cref="Op.LocalTicks"/>: it has no such hash, and no time zones or formats of dates.</item>
/// </list></para></remarks>
internal static class ExtensionForms
{
    private static readonly Dictionary<Op, Func<Node, IReadOnlyList<Value>, Value>> s_forms = new()
    {
        [Op.FarmHash64] = (node, x) => FarmHash(x[0], node.Int("buckets", 1), (string?)node.Attributes.GetValueOrDefault("masked")),
    };

    /// <summary>Whether that library computes what the operator computes.</summary>
    public static bool Has(Op op) => s_forms.ContainsKey(op);

    /// <summary>The graph with that library's operators in the place of host operators, where it has them.</summary>
    public static Graph WithExtensions(this Graph graph) =>
        graph.Rewrite((node, inputs) => s_forms.TryGetValue(node.Op, out var form) ? [form(node, inputs)] : null);

    private static Value FarmHash(Value x, long buckets, string? masked)
    {
        if (masked is null || buckets == 1) return Bucket(x, buckets);
        // The first bucket is for the masked text alone. A table of one word knows it and gives it that bucket.
        var isOther = LabelEncoder(x, TensorData.Of(new[] { masked }), TensorData.Of(new[] { 0L }), TensorData.Scalar(1L));
        return isOther * (Bucket(x, buckets - 1) + 1);
    }

    // Integers are hashed as their decimal digits, truth values as their words.
    private static Value Bucket(Value x, long buckets) => x.Type switch
    {
        DType.String => StringToHashBucketFast(x, buckets) + ZeroOrRefused(x),
        DType.Bool => StringToHashBucketFast(LabelEncoder(Cast(x, DType.Int64), TensorData.Of(new[] { 1L }), TensorData.Of(new[] { "true" }), TensorData.Scalar("false")), buckets),
        DType.UInt64 => StringToHashBucketFast(Cast(x, DType.String), buckets),
        _ => StringToHashBucketFast(Cast(Cast(x, DType.Int64), DType.String), buckets),
    };

    // 0 where the library reads the whole text; an index outside of its axis, which stops the run, where it does not.
    private static Value ZeroOrRefused(Value x)
    {
        var nothing = LabelEncoder(x, TensorData.Of(new[] { "" }), TensorData.Of(new[] { "" }), TensorData.Scalar(""));
        return Gather(Int64s(0), Cast(Not(Equal(x, StringConcat(x, nothing))), DType.Int64), 0);
    }
}
