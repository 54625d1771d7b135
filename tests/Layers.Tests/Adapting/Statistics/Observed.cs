using Layers.Graphs;

namespace Layers.Tests.Statistics;

/// <summary>Helpers that run the pass and compare its result.</summary>
internal static class Observed
{
    public static FeatureStatistics Of(TensorData data, params int[] keptAxes) => Of(data, new StatisticsRequest(keptAxes));

    public static FeatureStatistics Of(TensorData data, StatisticsRequest request)
    {
        var statistics = new FeatureStatistics((int)StatisticsPass.FeatureCount(data.Shape, request.KeptAxes));
        StatisticsPass.Observe(statistics, data, request);
        return statistics;
    }

    /// <summary>Returns all moments, for comparisons to the last bit.</summary>
    public static Moments[] Moments(this FeatureStatistics statistics) =>
        [.. Enumerable.Range(0, statistics.Features).Select(f => statistics[f])];

    /// <summary>Checks one feature against its values in their order; a missing value is NaN.</summary>
    public static void Check(FeatureStatistics statistics, int feature, IReadOnlyList<double> values, double tolerance = 1e-13)
    {
        var present = values.Where(v => !double.IsNaN(v)).ToArray();
        var moments = statistics[feature];
        Assert.That(moments.Count, Is.EqualTo(present.Length), $"count of feature {feature}");
        Assert.That(statistics.Missing(feature), Is.EqualTo(values.Count - present.Length), $"missing of feature {feature}");
        if (present.Length == 0)
        {
            Assert.That(moments, Is.EqualTo(default(Moments)));
            return;
        }
        var (mean, variance) = Exact.Of(present);
        Assert.That(moments.Minimum, Is.EqualTo(present.Min()), $"minimum of feature {feature}");
        Assert.That(moments.Maximum, Is.EqualTo(present.Max()), $"maximum of feature {feature}");
        Close(moments.Mean, mean, tolerance, $"mean of feature {feature}", floor: Math.Sqrt(variance));
        Close(moments.Variance, variance, tolerance, $"variance of feature {feature}");
    }

    /// <summary>Asserts equality to a relative tolerance; <paramref name="floor"/> is the size below which the tolerance is absolute (a
    /// mean near zero).</summary>
    public static void Close(double actual, double expected, double tolerance, string what, double floor = 0) =>
        Assert.That(actual, Is.EqualTo(expected).Within(tolerance * Math.Max(Math.Abs(expected), floor)), what);
}
