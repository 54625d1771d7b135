using System.Globalization;

namespace Layers;

/// <summary>The result of <c>HealthCheck</c>: whether a model's prediction for the health row of its file is still the prediction that was
/// saved.</summary>
public sealed class HealthReport
{
    /// <summary>The tolerance for numbers of an output, relative to the largest of them, because engines and machines add in different
    /// orders.</summary>
    internal const double Tolerance = 1e-5;

    private const int MostListed = 10;

    private HealthReport(double largest, int count, IReadOnlyList<string> differences) =>
        (LargestDifference, DifferenceCount, Differences) = (largest, count, differences);

    /// <summary>Whether every number is equal to the saved one within 1e-5 of the largest number of its output, and every integer and text
    /// exactly.</summary>
    public bool IsHealthy => DifferenceCount == 0;

    /// <summary>The largest difference of a number, relative to the largest number of its output. NaN if a finite number became NaN or
    /// infinite, or the reverse; 0 for integers and texts.</summary>
    public double LargestDifference { get; }

    /// <summary>The number of elements that differ.</summary>
    public int DifferenceCount { get; }

    /// <summary>The first ten elements that differ, each as a sentence.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>Returns the result and the differences, one per line.</summary>
    public override string ToString() => IsHealthy
        ? string.Create(CultureInfo.InvariantCulture, $"Healthy: the model predicts the same for the row of its file as when it was " +
            $"saved; the largest relative difference is {LargestDifference:G3}.")
        : string.Join(Environment.NewLine, [string.Create(CultureInfo.InvariantCulture, $"Not healthy: the model's predictions for the " +
            $"row of its file differ from those when it was saved, in {DifferenceCount} " +
            $"{Nouns.Noun(DifferenceCount, "element")}."), .. Differences]);

    /// <summary>Compares the predictions of a model with the saved ones.</summary>
    internal static HealthReport Of(IReadOnlyList<string> names, IReadOnlyList<TensorData> expected, IReadOnlyList<TensorData> received)
    {
        var (largest, count, differences) = (0.0, 0, new List<string>());
        for (var i = 0; i < expected.Count; i++)
        {
            var (then, now) = (expected[i], received[i]);
            if (then.Type != now.Type || !then.Shape.Equals(now.Shape))
            {
                Note($"The output {names[i]} was {then.Type.Name()} {then.Shape}, and is {now.Type.Name()} {now.Shape}.");
                continue;
            }
            if (then.Type == DType.String) Compare(names[i], then.ToArray<string>(), now.ToArray<string>(), (one, other) => one == other);
            else if (!then.Type.IsFloat()) Compare(names[i], Whole(then), Whole(now), (one, other) => one == other);
            else
            {
                var (numbers, others) = (Numbers(then), Numbers(now));
                var size = numbers.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
                for (var e = 0; e < numbers.Length; e++)
                    if (double.IsFinite(numbers[e]) && double.IsFinite(others[e]) && numbers[e] != others[e])
                        largest = Math.Max(largest, Math.Abs(numbers[e] - others[e]) / size);
                    else if (!numbers[e].Equals(others[e]) && numbers[e] != others[e]) largest = double.NaN;
                Compare(names[i], numbers, others,
                    (one, other) => one == other || one.Equals(other) || Math.Abs(one - other) <= Tolerance * size);
            }
        }
        return new HealthReport(largest, count, differences);

        void Compare<T>(string output, T[] then, T[] now, Func<T, T, bool> isSame)
        {
            for (var e = 0; e < then.Length; e++)
                if (!isSame(then[e], now[e]))
                    Note(string.Create(CultureInfo.InvariantCulture,
                        $"Element {e} (the first is 0) of the output {output} was {then[e]}, and is {now[e]}."));
        }

        void Note(string difference)
        {
            if (count++ < MostListed) differences.Add(difference);
        }
    }

    private static double[] Numbers(TensorData data) => Casting.Cast(data, DType.Float64).ToArray<double>();

    private static long[] Whole(TensorData data) => Casting.Cast(data, DType.Int64).ToArray<long>();
}
