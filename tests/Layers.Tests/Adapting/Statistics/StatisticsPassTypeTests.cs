using Layers.Graphs;

namespace Layers.Tests.Statistics;

/// <summary>Every element type gives the statistics of the same numbers as doubles.</summary>
public class StatisticsPassTypeTests
{
    [Test]
    public void Observe_Float16() => Check(Make(i => (Half)(i * 0.37 - 100)), x => (double)x);

    [Test]
    public void Observe_Float32() => Check(Make(i => i * 0.37f), x => x);

    [Test]
    public void Observe_Float64() => Check(Make(i => i * 0.37), x => x);

    [Test]
    public void Observe_Int8() => Check(Make(i => (sbyte)(i * 37)), x => x);

    [Test]
    public void Observe_UInt8() => Check(Make(i => (byte)(i * 37)), x => x);

    [Test]
    public void Observe_Int16() => Check(Make(i => (short)(i * 3701)), x => x);

    [Test]
    public void Observe_UInt16() => Check(Make(i => (ushort)(i * 3701)), x => x);

    [Test]
    public void Observe_Int32() => Check(Make(i => i * 370_000_001), x => x);

    [Test]
    public void Observe_UInt32() => Check(Make(i => (uint)i * 370_000_001), x => x);

    [Test]
    public void Observe_Int64() => Check(Make(i => i * 370_001L - 5), x => x);

    [Test]
    public void Observe_UInt64() => Check(Make(i => (ulong)i * 370_001), x => x);

    [Test]
    public void Observe_Bool() => Check(Make(i => i % 3 == 0), x => x ? 1 : 0);

    [Test]
    public void Observe_BFloat16_ReadsTheUpperHalfOfAFloat()
    {
        var bits = Make(i => (ushort)(BitConverter.SingleToUInt32Bits(i * 0.37f - 100) >> 16));
        var expected = Array.ConvertAll(bits, b => (double)BitConverter.UInt32BitsToSingle((uint)b << 16));
        CheckAll(TensorData.OfBFloat16(bits, Shape.Of(Rows, Width)), expected);
    }

    [Test]
    public void Observe_NaNInTheSmallFloats_IsMissing()
    {
        var request = new StatisticsRequest { Missing = MissingValues.Ignore };
        var half = Observed.Of(TensorData.Of(new[] { Half.NaN, (Half)3, (Half)5 }, Shape.Of(3)), request);
        var brain = Observed.Of(TensorData.OfBFloat16([0x4040, 0x7FC1, 0x40A0], Shape.Of(3)), request);

        foreach (var statistics in new[] { half, brain })
            Assert.That((statistics[0].Count, statistics[0].Mean, statistics.Missing(0)), Is.EqualTo((2, 4.0, 1)));
    }

    private const int Rows = 1009, Width = 5;

    private static T[] Make<T>(Func<int, T> value) => [.. Enumerable.Range(0, Rows * Width).Select(value)];

    private static void Check<T>(T[] data, Converter<T, double> convert)
    {
        var expected = Array.ConvertAll(data, convert);
        CheckAll(TensorData.Of(data, Shape.Of(Rows, Width)), expected);

        // The same numbers in shapes whose small tiles, panels and rows of one value take other code paths.
        CheckFlat(TensorData.Of(data, Shape.Of(data.Length)), expected);
        CheckAll(TensorData.Of(data, Shape.Of(1, data.Length)), expected, width: data.Length);
    }

    private static void CheckAll(TensorData data, double[] expected, int width = Width)
    {
        var statistics = Observed.Of(data, 1);
        for (var column = 0; column < width; column += 1 + width / 40)
            Observed.Check(statistics, column, TestData.Column(expected, width, column));
    }

    private static void CheckFlat(TensorData data, double[] expected) => Observed.Check(Observed.Of(data), 0, expected);
}
