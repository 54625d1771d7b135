using System.Text;

namespace Layers.Tests.Host;

/// <summary>Keras's own numbers: <c>Hashing</c> on TensorFlow with the largest number of bins.</summary>
public sealed class FarmHashTests
{
    // Hashes by the length of the text, so that all four branches of the hash run.
    private static readonly Dictionary<int, long> s_byLength = new()
    {
        [0] = 1936946117179621456,
        [1] = 7096966774443177755,
        [2] = 3254475400529406710,
        [3] = 4237981211716197537,
        [4] = 47122395416497408,
        [5] = 152846294917866054,
        [6] = 5360504641241485744,
        [7] = 9039017176427941284,
        [8] = 1878791150451284974,
        [9] = 5539010100875999569,
        [10] = 3903732533597383901,
        [11] = 753676173675208566,
        [12] = 1831297367746412067,
        [13] = 8732206260546592106,
        [14] = 8723633186862108344,
        [15] = 1127657120681105795,
        [16] = 236125997812503750,
        [17] = 1868511869052581369,
        [18] = 5579089899872113471,
        [19] = 6979857438967914263,
        [20] = 2500812114773882505,
        [21] = 6593467750746143748,
        [22] = 7321275125843707570,
        [23] = 5056151697685308851,
        [24] = 956894928539892106,
        [25] = 3995732897706696167,
        [26] = 3125292969290981551,
        [27] = 7653559723292183873,
        [28] = 5412585095768611862,
        [29] = 8862222464812580196,
        [30] = 1074135047578445535,
        [31] = 3274236915006452041,
        [32] = 6177265133284279076,
        [33] = 4038155380426552013,
        [34] = 5028076675428064156,
        [35] = 1040276211755846706,
        [36] = 5091748250628394413,
        [37] = 2203684134727173290,
        [38] = 783966605428586405,
        [39] = 1720782866874305873,
        [40] = 2550495355082597425,
        [60] = 13507624642343816,
        [63] = 8558298842573311288,
        [64] = 2772538689968405587,
        [65] = 2188500701702726001,
        [66] = 4183760384861075893,
        [96] = 1400971137595704338,
        [127] = 2114216745286137672,
        [128] = 8750054398560823225,
        [129] = 7635460496707031550,
        [135] = 8222620977220576677,
        [200] = 3844840903307695122,
        [1000] = 1228748254611467121,
    };

    [Test]
    public void TextsOfEachLength_HashAsKerasHasThem() =>
        Assert.That(s_byLength.Keys.Select(length => Bucket(Text(length), long.MaxValue)), Is.EqualTo(s_byLength.Values));

    [TestCase("test", 1, 8581389452482819506UL)]
    [TestCase("test", 8, 14250503356343785354UL)]
    [TestCase("test", 64, 3500507768004279527UL)]
    [TestCase("", 1, 0x9ae16a3b2f90404fUL)]
    public void Fingerprints_AreThosePublished(string text, int times, ulong expected) =>
        Assert.That(FarmHash.Of(string.Concat(Enumerable.Repeat(text, times))), Is.EqualTo(expected));

    [Test]
    public void TextsBeyondAscii_AreHashedAsUtf8()
    {
        string[] texts = ["na\u00EFve", "\u00DCn\u00EFc\u00F6d\u00E9", "\u65E5\u672C\u8A9E", "\uD83D\uDE42\uD83D\uDE43", "e\u0301",
            "\u00E9", "Stra\u00DFe", "\u0130stanbul", "\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2", "a\u200Bb"];
        Assert.That(texts.Select(text => Bucket(text, 1000003)),
            Is.EqualTo(new long[] { 607775, 756777, 128250, 636911, 760295, 47472, 740082, 261874, 104132, 96748 }));
    }

    [Test]
    public void AnyText_IsHashed()
    {
        Assert.That(FarmHash.Of("\ud800 lone"), Is.EqualTo(FarmHash.Of(Encoding.UTF8.GetBytes("\ufffd lone"))));
        Assert.That(FarmHash.Of(new string('\u20ac', 1000)), Is.EqualTo(FarmHash.Of(Encoding.UTF8.GetBytes(new string('\u20ac', 1000)))));
    }

    [Test]
    public void Integers_AreHashedAsTheirDigits()
    {
        long[] numbers = [0, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 10, 100];
        Assert.That(numbers.Select(number => (long)(FarmHash.Of(number) % long.MaxValue)), Is.EqualTo(new[]
            { 5975597238397796928, 7333874265151076430, 1086117229775984950, 6520386892892340469, 3516461496058286512, 1493431938208774112,
            9123144724792731055, 8275097709545553548 }));
    }

    private static string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(i => (char)(33 + (length + 7 * i) % 90)));

    private static long Bucket(string text, ulong buckets) => (long)(FarmHash.Of(text) % buckets);
}
