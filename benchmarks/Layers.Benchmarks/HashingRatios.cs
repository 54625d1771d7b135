using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Layers.Graphs;

namespace Layers.Benchmarks;

/// <summary>Ratios of hashing texts, against a hash of .NET over the same bytes.</summary>
public static class HashingRatios
{
    private const int Texts = 1_000_000;
    private const long Bins = 1 << 20;

    public static IEnumerable<Line> All()
    {
        string[] texts = [.. Enumerable.Range(0, Texts)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"customer {i * 7919L % 10_000_000}"))];
        TensorData data = texts;
        var (plain, salted, bins) = (new Hashing(Bins), new Hashing(Bins, salt: (133, 137)), new long[Texts]);
        var peer = Contest.Time(1, () => Loop(texts, bins));
        yield return Line.Of(new Contest("hash 1 million texts, `Hashing`", "a loop of `XxHash64` over their UTF-8 bytes", "0.3 or more")
            .Run(15, Contest.Time(1, () => plain.Predict(data)), peer));
        yield return Line.Of(new Contest("the same with a salt", "the same", "none")
            .Run(15, Contest.Time(1, () => salted.Predict(data)), peer));
    }

    private static void Loop(string[] texts, long[] bins)
    {
        Span<byte> bytes = stackalloc byte[512];
        for (var i = 0; i < texts.Length; i++)
            bins[i] = (long)(XxHash64.HashToUInt64(bytes[..Encoding.UTF8.GetBytes(texts[i], bytes)]) % (ulong)Bins);
    }
}
