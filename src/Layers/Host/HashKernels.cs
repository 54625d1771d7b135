namespace Layers;

/// <summary>Kernels of the operators that hash.</summary>
internal static class HashKernels
{
    /// <summary>The bucket of each element.</summary>
    /// <param name="node">Has the number of buckets, and the text whose bucket is 0 and nobody else's.</param>
    /// <param name="x">Texts, integers or truth values.</param>
    /// <param name="hash">Of the bytes of the element's text.</param>
    public static TensorData Buckets<THash>(Node node, TensorData x, THash hash) where THash : struct, IByteHash
    {
        var buckets = (ulong)node.Int("buckets", 1);
        var found = new long[x.Length];
        switch (x.Type)
        {
            case DType.String:
                var texts = x.AsSpan<string>();
                RequireTexts(node, x, texts);
                Span<byte> place = stackalloc byte[HashedText.Short];
                if (node.Attributes.TryGetValue("masked", out var masked)) Fill(found, texts, (string)masked, buckets, hash, place);
                else
                    for (var i = 0; i < found.Length; i++) found[i] = (long)(HashedText.Of(texts[i], hash, place) % buckets);
                break;
            case DType.Bool:
                var truths = x.AsSpan<bool>();
                for (var i = 0; i < found.Length; i++) found[i] = (long)(HashedText.Of(truths[i], hash) % buckets);
                break;
            case DType.UInt64:
                var unsigned = x.AsSpan<ulong>();
                for (var i = 0; i < found.Length; i++) found[i] = (long)(HashedText.Of(unsigned[i], hash) % buckets);
                break;
            default:
                var numbers = Casting.Cast(x, DType.Int64).AsSpan<long>();
                for (var i = 0; i < found.Length; i++) found[i] = (long)(HashedText.Of(numbers[i], hash) % buckets);
                break;
        }
        return TensorData.Of(found, x.Shape);
    }

    /// <summary>The bucket of elements side by side.</summary>
    /// <param name="node">Has the number of buckets.</param>
    /// <param name="inputs">Texts and integers of one shape.</param>
    public static TensorData Crossed(Node node, TensorData[] inputs)
    {
        var hashes = new ulong[inputs[0].Length];
        Array.Fill(hashes, CrossHash.Start);
        foreach (var x in inputs)
        {
            if (x.Type == DType.String)
            {
                var texts = x.AsSpan<string>();
                RequireTexts(node, x, texts);
                for (var i = 0; i < hashes.Length; i++) hashes[i] = CrossHash.Join(hashes[i], FarmHash.Of(texts[i]));
                continue;
            }
            var numbers = Casting.Cast(x, DType.Int64).AsSpan<long>();
            for (var i = 0; i < hashes.Length; i++) hashes[i] = CrossHash.Join(hashes[i], (ulong)numbers[i]);
        }
        var buckets = (ulong)node.Int("buckets", 1);
        return TensorData.Of(Array.ConvertAll(hashes, hash => (long)(hash % buckets)), inputs[0].Shape);
    }

    // The first bucket is for the masked text alone; where there is no other, everything is in it.
    private static void Fill<THash>(long[] found, ReadOnlySpan<string> texts, string masked, ulong buckets, THash hash, Span<byte> place) where THash : struct, IByteHash
    {
        for (var i = 0; i < found.Length; i++)
            found[i] = buckets == 1 || string.Equals(texts[i], masked, StringComparison.Ordinal) ? 0 : (long)(HashedText.Of(texts[i], hash, place) % (buckets - 1)) + 1;
    }

    private static void RequireTexts(Node node, TensorData x, ReadOnlySpan<string> texts)
    {
        if (texts.IndexOf((string)null!) is >= 0 and var at) throw Throw.NullText(node, x.Shape.Rank == 0 ? 0 : at / (x.Length / x.Shape[0].Size));
    }
}
