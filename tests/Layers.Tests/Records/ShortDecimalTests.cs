using System.Globalization;
using System.Text;

namespace Layers.Tests;

/// <summary>Short decimals are read with the bits of the general parser.</summary>
public sealed class ShortDecimalTests
{
    [TestCase("1")]
    [TestCase("-1")]
    [TestCase("10")]
    [TestCase("0.1")]
    [TestCase("-0.3")]
    [TestCase("3450.5")]
    [TestCase("193.04")]
    [TestCase("9007199254740992")]
    [TestCase("-900719925474099")]
    [TestCase("0.00000000000001")]
    [TestCase("90071992547.4099")]
    public void AShortNumber_IsRead(string text) => Assert.That(Read(text), Is.EqualTo(Bits(text)));

    [TestCase("0")]
    [TestCase("-0")]
    [TestCase("0.000")]
    [TestCase("1e5")]
    [TestCase("1.5E-3")]
    [TestCase("9007199254740993")]
    [TestCase("3.14159265358979323846")]
    [TestCase("123456789012345678901234567890")]
    public void AnyOther_IsLeftToTheGeneralParser(string text) => Assert.That(Read(text), Is.Null);

    [Test]
    public void RandomNumbers_HaveTheBitsOfTheGeneralParser()
    {
        var random = new Random(11);
        for (var i = 0; i < 100_000; i++)
        {
            var digits = random.NextInt64(1, (long)Math.Pow(10, random.Next(1, 16)));
            var text = ((random.Next(2) == 0 ? -1 : 1) * new decimal(digits)) / (decimal)Math.Pow(10, random.Next(0, 12));
            var written = text.ToString(CultureInfo.InvariantCulture);
            if (Read(written) is { } bits) Assert.That(bits, Is.EqualTo(Bits(written)), written);
            else Assert.That(written.Length > 16, Is.True, written);
        }
    }

    private static long? Read(string text) =>
        ShortDecimal.TryRead(Encoding.UTF8.GetBytes(text), out var number) ? BitConverter.DoubleToInt64Bits(number) : null;

    private static long Bits(string text) => BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture));
}
