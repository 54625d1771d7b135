namespace Layers;

/// <summary>Reads decimal numbers of few digits, as most numbers in records are, faster than a general parser.</summary>
/// <remarks>An integer below 2^53 and a power of ten up to 10^22 are exact as float64, and their quotient is rounded once. So the result
/// has the same bits as that of a general parser.</remarks>
internal static class ShortDecimal
{
    // 16 characters have at most 16 digits, whose number is below 2^63 and whose power of ten is below 10^22.
    private const int MostCharacters = 16;
    private const long MostExact = 1L << 53;

    private static ReadOnlySpan<double> Powers => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads a number.</summary>
    /// <param name="utf8">A number as JSON has it.</param>
    /// <param name="number">The nearest float64.</param>
    /// <returns>Whether the number was read. A number with an exponent or with many digits is not read, nor is zero, which may be
    /// negative.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out double number)
    {
        number = 0;
        if (utf8.Length > MostCharacters) return false;
        var isNegative = utf8 is [(byte)'-', ..];
        var (digits, decimals, isFraction) = (0L, 0, false);
        foreach (var character in isNegative ? utf8[1..] : utf8)
        {
            var digit = (uint)(character - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
                if (isFraction) decimals++;
            }
            else if (character == '.' && !isFraction)
            {
                isFraction = true;
            }
            else
            {
                return false;
            }
        }
        if (digits is 0 or > MostExact) return false;
        number = digits / Powers[decimals];
        if (isNegative) number = -number;
        return true;
    }
}
