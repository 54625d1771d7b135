using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using static Layers.DataView.Tests.FromMlNet.MlNet;

namespace Layers.DataView.Tests.FromMlNet;

/// <summary>Scalers, and normalization within a row.</summary>
internal static class ScalerRows
{
    public static IReadOnlyList<PageRow> All { get; } =
    [
        new("NormalizeMeanVariance", MeanVariance),
        new("NormalizeMinMax", MinMax),
        new("NormalizeRobustScaling", Robust),
        new("NormalizeLogMeanVariance", LogMeanVariance),
        new("NormalizeBinning", Binning),
        new("NormalizeGlobalContrast", GlobalContrast),
        new("NormalizeLpNorm", LpNorm),
    ];

    private static void MeanVariance()
    {
        AreAlike(Ours(Numbers, new Normalization()), Theirs(Transforms.NormalizeMeanVariance("Out", "In", fixZero: false), Numbers));

        // By default zero stays zero, and nothing is centered: the divisor is the root of the mean square.
        var root = Math.Sqrt(Numbers.Average(row => (double)row[0] * row[0]));
        var byDefault = Theirs(Transforms.NormalizeMeanVariance("Out", "In"), Numbers);
        Assert.That(byDefault.Select(row => row[0]), Is.EqualTo(Numbers.Select(row => row[0] / root)).Within(1e-6));
        float[] mean = [0], square = [(float)(root * root)];
        AreAlike(Ours(First(Numbers), new Normalization(mean, square)), First(byDefault));
    }

    private static void MinMax()
    {
        AreAlike(Ours(Numbers, new MinMaxScaling()), Theirs(Transforms.NormalizeMinMax("Out", "In", fixZero: false), Numbers));
        AreAlike(Ours(Numbers, new MaxAbsScaling()), Theirs(Transforms.NormalizeMinMax("Out", "In"), Numbers));
    }

    private static void Robust()
    {
        float[][] rows = [.. Enumerable.Range(0, 1001).Select(i => new[] { (float)i * i, i })];
        var theirs = Theirs(Transforms.NormalizeRobustScaling("Out", "In", 10_000), rows);
        var ours = Ours(rows, new RobustScaling());
        AreAlike(ours, theirs, 0.01);
        // The quartiles of four rows differ: ML.NET's result is that of 2.5 and 6.5 for 1, 2, 4 and 9. NumPy's quartiles are 1.75 and 5.25.
        Assert.That(Theirs(Transforms.NormalizeRobustScaling("Out", "In"), Numbers)[0][0], Is.EqualTo(-0.5).Within(1e-6));
        Assert.That(Ours(Numbers, new RobustScaling())[0][0], Is.EqualTo(-2 / 3.5).Within(1e-6));
        Assert.That(theirs[500], Is.EqualTo(new float[] { 0, 0 }).Within(1e-6));
        Assert.That(ours[500], Is.EqualTo(new float[] { 0, 0 }).Within(1e-6));

        float[][] constant = [[5, 1], [5, 2], [5, 3]];
        Assert.That(Theirs(Transforms.NormalizeRobustScaling("Out", "In"), constant)[0][0], Is.NaN);
        Assert.That(Ours(constant, new RobustScaling())[0][0], Is.Zero);
    }

    private static void LogMeanVariance()
    {
        float[][] rows = [.. Enumerable.Range(1, 50).Select(i => new[] { (float)i * i })];
        // ML.NET gives the normal distribution function of the standardized ln x.
        var logs = rows.Select(row => Math.Log(row[0])).ToArray();
        var (mean, deviation) = (logs.Average(), Math.Sqrt(logs.Average(log => log * log) - logs.Average() * logs.Average()));
        var theirs = Theirs(Transforms.NormalizeLogMeanVariance("Out", "In"), rows).Select(row => (double)row[0]).ToArray();
        Assert.That(theirs, Is.EqualTo(logs.Select(log => Normal((log - mean) / deviation))).Within(1e-3));

        // Layers gives ln(1 + x), scaled to mean 0 and variance 1. Both keep the order of the values.
        var ours = Ours(rows, new LogScaling(), new Normalization());
        Assert.That(ours.Average(row => row[0]), Is.Zero.Within(1e-5));
        Assert.That(ours.Average(row => row[0] * row[0]), Is.EqualTo(1).Within(1e-4));
        Assert.That(ours.Select(row => row[0]), Is.Ordered);
        Assert.That(theirs, Is.Ordered);
    }

    private static void Binning()
    {
        float[][] rows = [.. Enumerable.Range(0, 12).Select(i => new[] { i, (float)i * i })];
        var theirs = Theirs(Transforms.NormalizeBinning("Out", "In", maximumBinCount: 4), rows);
        AreAlike(Ours(rows, new Bins(4, BinEncoding.Ordinal), new Rescaling(1 / 3.0)), theirs);
    }

    private static void GlobalContrast()
    {
        float[][] rows = [[1, 10, 5], [2, 20, 5], [9, -10, 5]];
        var layer = new LayerNormalization(epsilon: 1e-12, center: false, scale: false);
        AreAlike(Ours(rows, layer), Theirs(Transforms.NormalizeGlobalContrast("Out", "In", ensureUnitStandardDeviation: true), rows));
        // By default the row's length becomes 1, and not its standard deviation.
        AreAlike(Ours(rows, layer, new Rescaling(1 / Math.Sqrt(3))), Theirs(Transforms.NormalizeGlobalContrast("Out", "In"), rows));
    }

    private static void LpNorm()
    {
        (RowNorm Ours, LpNormNormalizingEstimatorBase.NormFunction Theirs)[] norms =
        [
            (RowNorm.L2, LpNormNormalizingEstimatorBase.NormFunction.L2),
            (RowNorm.L1, LpNormNormalizingEstimatorBase.NormFunction.L1),
            (RowNorm.Max, LpNormNormalizingEstimatorBase.NormFunction.Infinity),
        ];
        foreach (var (ours, theirs) in norms)
            AreAlike(Ours(Numbers, new RowScaling(ours)), Theirs(Transforms.NormalizeLpNorm("Out", "In", norm: theirs), Numbers));
    }

    private static float[][] First(float[][] rows) => [.. rows.Select(row => row[..1])];

    // The distribution function of the standard normal, by Simpson's rule from −8.
    private static double Normal(double x)
    {
        const int steps = 2000;
        var width = (x + 8) / steps;
        double Density(int step) => Math.Exp(-Math.Pow(-8 + step * width, 2) / 2) / Math.Sqrt(2 * Math.PI);
        return Enumerable.Range(0, steps + 1).Sum(step => Density(step) * (step is 0 or steps ? 1 : step % 2 == 0 ? 2 : 4)) * width / 3;
    }
}
