using System.Globalization;
using System.Text;

namespace Layers.Data.Tests;

/// <summary>Columns that break naive formulas, and their exact statistics.</summary>
internal static class HardColumns
{
    public const int Rows = 20_000;

    public static readonly IReadOnlyDictionary<string, double[]> Doubles = MakeDoubles();

    public static readonly IReadOnlyDictionary<string, long[]> Integers = MakeIntegers();

    public static IEnumerable<string> Names => [.. Doubles.Keys, .. Integers.Keys];

    /// <summary>Returns the statistics of two passes with compensated sums, in twice the digits of a double.</summary>
    public static (double Mean, double SquaredDeviations, double Minimum, double Maximum) Truth(string name)
    {
        if (Integers.TryGetValue(name, out var integers))
        {
            var total = integers.Aggregate(System.Numerics.BigInteger.Zero, (sum, value) => sum + value);
            // n²·var = n·Σx² − (Σx)², exact in integers.
            var squares = integers.Aggregate(System.Numerics.BigInteger.Zero,
                (sum, value) => sum + (System.Numerics.BigInteger)value * value);
            var n = (System.Numerics.BigInteger)integers.Length;
            return ((double)total / integers.Length, (double)(n * squares - total * total) / integers.Length, integers.Min(),
                integers.Max());
        }
        var values = Doubles[name];
        var (high, low) = Sum(values);
        var mean = high / values.Length;
        var residual = (Math.FusedMultiplyAdd(-mean, values.Length, high) + low) / values.Length;
        var (deviations, rest) = Sum(Array.ConvertAll(values, value => (value - mean - residual) * (value - mean - residual)));
        return ((high + low) / values.Length, deviations + rest, values.Min(), values.Max());
    }

    public static string Csv()
    {
        var text = new StringBuilder(string.Join(',', Names)).Append('\n');
        for (var row = 0; row < Rows; row++)
            text.Append(string.Join(',', [
                .. Doubles.Values.Select(column => column[row].ToString("R", CultureInfo.InvariantCulture)),
                .. Integers.Values.Select(column => column[row].ToString(CultureInfo.InvariantCulture))])).Append('\n');
        return text.ToString();
    }

    private static Dictionary<string, double[]> MakeDoubles()
    {
        var random = new Random(5);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] Column(Func<int, double> value) => [.. Enumerable.Range(0, Rows).Select(value)];
        return new()
        {
            ["far"] = Column(_ => 1e15 + 1e3 * Normal()),
            ["tight"] = Column(_ => 1e10 + 1e-3 * Normal()),
            ["huge"] = Column(_ => 1e100 * (3 + Normal())),
            ["tiny"] = Column(_ => 1e-100 * (3 + Normal())),
            ["vanishing"] = Column(row => row % 2 == 0 ? 1e-170 : 0.5),
            ["ramp"] = Column(row => 1e6 + row * 0.1),
            ["jump"] = Column(row => row < 2000 ? 1e9 + Normal() : 5 + 1e-2 * Normal()),
            ["late"] = Column(row => row < 1500 ? -1e12 : row < 1502 ? 1e12 : 7 + 1e-3 * Normal()),
            ["constant"] = Column(_ => 0.1),
            ["mixed"] = Column(row => (row % 2 == 0 ? 1 : -1) * Math.Exp(10 * Normal())),
        };
    }

    private static Dictionary<string, long[]> MakeIntegers()
    {
        var random = new Random(6);
        long[] Column(Func<int, long> value) => [.. Enumerable.Range(0, Rows).Select(value)];
        return new()
        {
            ["unix_ms"] = Column(_ => 1_764_000_000_000 + random.NextInt64(86_400_000)),
            ["ticks"] = Column(_ => 638_995_000_000_000_000 + random.NextInt64(1_000_000)),
            ["ids"] = Column(_ => random.NextInt64(long.MinValue, long.MaxValue)),
            ["counts"] = Column(_ => random.Next(-3, 4)),
        };
    }

    // Neumaier's sum: the rounding error of each addition is added at the end.
    private static (double High, double Low) Sum(double[] values)
    {
        var (sum, rest) = (0.0, 0.0);
        foreach (var value in values)
        {
            var next = sum + value;
            rest += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        return (sum, rest);
    }
}
