using Layers.Graphs;

namespace Layers.Tests.Statistics;

/// <summary>The policies for missing values, and the values that no policy allows.</summary>
public class StatisticsPassMissingTests
{
    private static readonly float[,] Gaps = { { 1, 10 }, { float.NaN, 20 }, { 3, 30 }, { float.NaN, 60 } };

    [Test]
    public void Throw_NamesTheFeatureTheRowAndHowMany()
    {
        var request = new StatisticsRequest(1) { Layer = "normalization" };
        Assert.That(
            () => Observed.Of(Gaps, request),
            Throws.ArgumentException.With.Message.StartsWith("normalization: ")
                .And.Message.Contains("Feature 0 has 2 in 4 rows").And.Message.Contains("is first missing in row 1 (the first is 0)"));
    }

    [Test]
    public void Throw_InALaterBatch_CountsTheRowsBeforeIt()
    {
        var statistics = Observed.Of(new float[1500, 2], 1);
        Assert.That(
            () => StatisticsPass.Observe(statistics, Gaps, new StatisticsRequest(1)),
            Throws.ArgumentException.With.Message.Contains("row 1 of this batch (the first is 0; 1,500 rows came before it)"));
    }

    [Test]
    public void Throw_WithKeptAxesInTheMiddle_NamesTheFirstInMemory()
    {
        var data = new double[2, 3, 4, 5];
        data[1, 0, 2, 3] = data[1, 2, 1, 0] = data[0, 2, 3, 4] = data[1, 2, 3, 1] = double.NaN;
        // Feature (2, 3) of [3, 4]; row 4 of [2, 5].
        Assert.That(
            () => Observed.Of(TensorData.Of(data), 1, 2),
            Throws.ArgumentException.With.Message.Contains("Feature 11 has 2 in 10 rows")
                .And.Message.Contains("is first missing in row 4 " +
                "(the first is 0)"));
    }

    [Test]
    public void Ignore_LearnsEachFeatureFromItsOwnValues()
    {
        var statistics = Observed.Of(Gaps, new StatisticsRequest(1) { Missing = MissingValues.Ignore });
        var (mean, variance) = statistics.Learned(MissingValues.Ignore, ConstantFeatures.UnitVariance);

        Assert.That(mean, Is.EqualTo(new[] { 2.0, 30 }));
        Assert.That(variance, Is.EqualTo(new[] { 1.0, 350 }));
        Assert.That((statistics.Rows, statistics.Missing(0), statistics.Missing(1)), Is.EqualTo((4, 2, 0)));
    }

    [Test]
    public void Ignore_AFeatureWithoutAnyValue_IsRefusedWhenLearned()
    {
        float[,] data = { { 1, float.NaN }, { 2, float.NaN } };
        var statistics = Observed.Of(data, new StatisticsRequest(1) { Missing = MissingValues.Ignore });
        Assert.That(
            () => statistics.Learned(MissingValues.Ignore, ConstantFeatures.UnitVariance, "norm"),
            Throws.InvalidOperationException.With.Message.Contains("norm: ").And.Message.Contains("Feature 1")
                .And.Message.Contains("every row (2 rows)"));

        // The next batch may have a value.
        StatisticsPass.Observe(statistics, new float[,] { { 3, 8 } }, new StatisticsRequest(1));
        Assert.That(statistics.Learned(MissingValues.Ignore, ConstantFeatures.UnitVariance).Mean, Is.EqualTo(new[] { 2.0, 8 }));
    }

    [Test]
    public void Propagate_MakesThatFeatureNaN_AsKerasDoes()
    {
        var statistics = Observed.Of(Gaps, new StatisticsRequest(1) { Missing = MissingValues.Propagate });
        foreach (var constant in Enum.GetValues<ConstantFeatures>())
        {
            var (mean, variance) = statistics.Learned(MissingValues.Propagate, constant);
            Assert.That(mean, Is.EqualTo(new[] { double.NaN, 30 }));
            Assert.That(variance, Is.EqualTo(new[] { double.NaN, 350 }));
        }
    }

    [Test]
    public void Learned_FromAStateWithMissingValues_IsRefusedUnderThrow()
    {
        var statistics = Observed.Of(Gaps, new StatisticsRequest(1) { Missing = MissingValues.Ignore });
        Assert.That(
            () => statistics.Learned(MissingValues.Throw, ConstantFeatures.UnitVariance),
            Throws.InvalidOperationException.With.Message.Contains("Feature 0 was missing in 2 of 4 rows"));
    }

    [Test]
    public void Observe_FirstValuesMissing_FindsTheOnesThatFollow([Values(1, 2, 13, 40, 1500)] int width)
    {
        // Only the last row of each column has a value, and one column has none.
        var data = new double[200 * width];
        Array.Fill(data, double.NaN);
        for (var column = 0; column < width; column++) data[199 * width + column] = 1e9 + column;
        if (width > 1) data[199 * width + 1] = double.NaN;
        var statistics = Observed.Of(TensorData.Of(data, Shape.Of(200, width)),
            new StatisticsRequest(1) { Missing = MissingValues.Ignore });

        for (var column = 0; column < width; column++)
            Assert.That(statistics[column],
                Is.EqualTo(width > 1 && column == 1 ? default : new Moments(1, 1e9 + column, 0, 0, 1e9 + column, 1e9 + column, 1)));
    }

    [Test]
    public void Infinity_IsRefusedUnderEveryPolicy(
        [Values] MissingValues policy, [Values(1, 3, 17, 100)] int width, [Values(0, 1, 20, 96)] int row, [Values] bool negative)
    {
        var data = TestData.Floats(97 * width, seed: 3);
        data[row * width + width / 2] = negative ? float.NegativeInfinity : float.PositiveInfinity;
        Assert.That(
            () => Observed.Of(TensorData.Of(data, Shape.Of(97, width)), new StatisticsRequest(1) { Missing = policy }),
            Throws.ArgumentException.With.Message.Contains($"Feature {width / 2} is infinite in row {row} (the first is 0)."));
    }

    [Test]
    public void Infinity_InEveryFloatingType_IsFound()
    {
        Assert.That(() => Observed.Of(new[] { 1, double.NegativeInfinity }), Throws.ArgumentException.With.Message.Contains("row 1"));
        Assert.That(() => Observed.Of(TensorData.Of(new[] { Half.PositiveInfinity, (Half)1 }, Shape.Of(2))),
            Throws.ArgumentException.With.Message.Contains("row 0"));
        Assert.That(() => Observed.Of(TensorData.OfBFloat16([0x7FC1, 0xFF80, 0x3F80], Shape.Of(3))),
            Throws.ArgumentException.With.Message.Contains("row 1"));
    }

    [Test]
    public void Infinity_BesideMissingValues_IsWhatIsReported()
    {
        double[,] data = { { double.NaN, 1 }, { 2, double.PositiveInfinity }, { double.PositiveInfinity, 3 } };
        Assert.That(() => Observed.Of(data, 1),
            Throws.ArgumentException.With.Message.Contains("Feature 1 is infinite in row 1 (the first is 0)."));
    }

    [Test]
    public void Observe_SquaresThatOverflow_AreRefusedWithTheFeature()
    {
        double[,] data = { { 1, 1e200 }, { 2, -1e200 } };
        Assert.That(() => Observed.Of(data, 1), Throws.ArgumentException.With.Message.Contains("Feature 1 has squares that overflow"));
    }

    [Test]
    public void Observe_SquaresThatOverflowBetweenBatches_AreRefusedToo()
    {
        var statistics = Observed.Of(new[] { 1e200, 1e200 });
        Assert.That(() => StatisticsPass.Observe(statistics, new[] { -1e200 }, new StatisticsRequest()),
            Throws.ArgumentException.With.Message.Contains("overflow"));
        Assert.That((statistics.Rows, statistics[0].Mean, statistics[0].Variance), Is.EqualTo((2, 1e200, 0.0)));
    }
}
