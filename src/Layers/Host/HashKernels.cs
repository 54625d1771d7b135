using System.Numerics;

namespace Layers;

/// <summary>The kernels of the hash operators.</summary>
internal static class HashKernels
{
    // Below this number of elements, starting another thread takes longer than the work.
    private const int Part = 16_384;

    /// <summary>Returns the bucket of each element.</summary>
    /// <param name="node">The node, with the number of buckets, and the mask text, which alone has bucket 0.</param>
    /// <param name="x">Texts, integers or Booleans.</param>
    /// <param name="hash">The hash of the bytes of an element's text.</param>
    public static TensorData Buckets<THash>(Node node, TensorData x, THash hash) where THash : struct, IByteHash
    {
        var buckets = (ulong)node.Int("buckets", 1);
        var masked = (string?)node.Attributes.GetValueOrDefault("masked");
        var found = new long[x.Length];
        if (x.Type == DType.String) HostTexts.RequireAll(node, x);
        else if (x.Type is not (DType.Bool or DType.UInt64)) x = Casting.Cast(x, DType.Int64);
        InParts(found.Length, (first, last) =>
        {
            if (x.Type == DType.String) Texts(x.AsSpan<string>(), masked, hash, buckets, found, first, last);
            else if (x.Type == DType.Bool) Booleans(x.AsSpan<bool>(), hash, buckets, found, first, last);
            else if (x.Type == DType.UInt64) Numbers(x.AsSpan<ulong>(), hash, buckets, found, first, last);
            else Numbers(x.AsSpan<long>(), hash, buckets, found, first, last);
        });
        return TensorData.Of(found, x.Shape);
    }

    /// <summary>Returns the bucket of each combination of elements.</summary>
    /// <param name="node">The node, with the number of buckets.</param>
    /// <param name="inputs">Texts and integers, all of one shape.</param>
    public static TensorData Crossed(Node node, TensorData[] inputs)
    {
        var buckets = (ulong)node.Int("buckets", 1);
        var found = new long[inputs[0].Length];
        foreach (var x in inputs)
            if (x.Type == DType.String) HostTexts.RequireAll(node, x);
        // The inputs are converted once, not again in each part.
        TensorData[] values = Array.ConvertAll(inputs, x => x.Type == DType.String ? x : Casting.Cast(x, DType.Int64));
        InParts(found.Length, (first, last) =>
        {
            var hashes = new ulong[last - first];
            Array.Fill(hashes, CrossHash.Start);
            foreach (var x in values)
            {
                if (x.Type == DType.String) JoinTexts(x.AsSpan<string>(), hashes, first);
                else JoinNumbers(x.AsSpan<long>(), hashes, first);
            }
            for (var i = 0; i < hashes.Length; i++) found[first + i] = (long)(hashes[i] % buckets);
        });
        return TensorData.Of(found, inputs[0].Shape);
    }

    private static void Texts<THash>(ReadOnlySpan<string> texts, string? masked, THash hash, ulong buckets, long[] found, int first,
        int last)
        where THash : struct, IByteHash
    {
        Span<byte> place = stackalloc byte[HashedText.Short];
        // As .NET strings, a text with half of a surrogate pair and a text with U+FFFD are different; their UTF-8 bytes are equal.
        var mends = masked?.Contains('\uFFFD', StringComparison.Ordinal) == true;
        for (var i = first; i < last; i++)
        {
            if (masked is null) found[i] = (long)(HashedText.Of(texts[i], hash, place) % buckets);
            // Bucket 0 is reserved for the mask text. If it is the only bucket, every text is in it.
            else if (buckets > 1 && !string.Equals(mends ? Utf8Text.WellFormed(texts[i]) : texts[i], masked, StringComparison.Ordinal))
                found[i] = (long)(HashedText.Of(texts[i], hash, place) % (buckets - 1)) + 1;
        }
    }

    private static void Booleans<THash>(ReadOnlySpan<bool> booleans, THash hash, ulong buckets, long[] found, int first, int last)
        where THash : struct, IByteHash
    {
        for (var i = first; i < last; i++) found[i] = (long)(HashedText.Of(booleans[i], hash) % buckets);
    }

    private static void Numbers<T, THash>(ReadOnlySpan<T> numbers, THash hash, ulong buckets, long[] found, int first, int last)
        where T : IBinaryInteger<T>
        where THash : struct, IByteHash
    {
        for (var i = first; i < last; i++) found[i] = (long)(HashedText.Of(numbers[i], hash) % buckets);
    }

    private static void JoinTexts(ReadOnlySpan<string> texts, ulong[] hashes, int first)
    {
        Span<byte> place = stackalloc byte[HashedText.Short];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = CrossHash.Join(hashes[i], HashedText.Of(texts[first + i], default(FarmHash.Hash), place));
    }

    private static void JoinNumbers(ReadOnlySpan<long> numbers, ulong[] hashes, int first)
    {
        for (var i = 0; i < hashes.Length; i++) hashes[i] = CrossHash.Join(hashes[i], (ulong)numbers[first + i]);
    }

    private static void InParts(int count, Action<int, int> part)
    {
        if (count <= Part) part(0, count);
        else Parallel.For(0, (count + Part - 1) / Part, i => part(i * Part, Math.Min((i + 1) * Part, count)));
    }
}
