using System.Numerics;

namespace Layers.Tests.Statistics;

/// <summary>The reference for statistics: mean and population variance in exact rational arithmetic, rounded once at the end.</summary>
internal static class Exact
{
    public static (double Mean, double Variance) Of(IEnumerable<double> values)
    {
        var parts = values.Select(Split).ToArray();
        var lowest = parts.Min(p => p.Exponent);
        return Of([.. parts.Select(p => p.Mantissa << (p.Exponent - lowest))], lowest);
    }

    public static (double Mean, double Variance) Of(IEnumerable<BigInteger> integers) => Of([.. integers], 0);

    private static (double Mean, double Variance) Of(BigInteger[] integers, int exponent)
    {
        BigInteger n = integers.Length, sum = 0, squares = 0;
        foreach (var x in integers) (sum, squares) = (sum + x, squares + x * x);
        return (Ratio(sum, n, exponent), Ratio(n * squares - sum * sum, n * n, 2 * exponent));
    }

    private static (BigInteger Mantissa, int Exponent) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        return (new BigInteger(exponent == 0 ? mantissa : mantissa | 1L << 52) * (bits < 0 ? -1 : 1), Math.Max(exponent, 1) - 1075);
    }

    private static double Ratio(BigInteger numerator, BigInteger denominator, int exponent)
    {
        // 61 or 62 bits, so that the processor rounds once: the conversion of a BigInteger to a double may be off by one step.
        var shift = 62 - (int)(BigInteger.Abs(numerator).GetBitLength() - denominator.GetBitLength());
        var quotient = shift >= 0 ? (numerator << shift) / denominator : numerator / (denominator << -shift);
        return Math.ScaleB((double)(long)quotient, exponent - shift);
    }
}
