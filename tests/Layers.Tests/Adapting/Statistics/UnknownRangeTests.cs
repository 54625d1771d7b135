namespace Layers.Tests.Statistics;

/// <summary>States of numbers whose smallest and largest value were not computed.</summary>
public sealed class UnknownRangeTests
{
    private static readonly double[] s_cuts = [1, 2, 3];

    private static readonly FeatureMoments s_moments =
        new(4, 2, 8, double.NegativeInfinity, double.PositiveInfinity) { Quantiles = s_cuts };

    [Test]
    public void AReport_HasQuestionMarks()
    {
        var state = AdaptState.Of(5, [s_moments, new(5, 1, 2, 0, 3)]);
        Assert.Multiple(() =>
        {
            Assert.That(state.Report.ToString(), Is.EqualTo(
                """
                5 rows, 2 features
                feature  count  missing  mean  variance  minimum  maximum
                      0      4        1     2         2        ?        ?
                      1      5        0     1       0.4        0        3
                """));
            Assert.That(state.Report.Features[0].Minimum, Is.EqualTo(double.NegativeInfinity));
            Assert.That(state.Report.Features[0].Maximum, Is.EqualTo(double.PositiveInfinity));
        });
    }

    [Test]
    public void AFile_KeepsThatItIsNotKnown()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"range-{Guid.NewGuid():N}.json");
        try
        {
            AdaptState.Of(4, [s_moments]).Save(path);
            Assert.That(AdaptState.Load(path).Report.Features[0], Has.Property("Minimum").EqualTo(double.NegativeInfinity)
                .And.Property("Maximum").EqualTo(double.PositiveInfinity));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void JoinedWithAKnownRange_ItStaysUnknown()
    {
        var joined = AdaptState.Of(4, [s_moments]).Merge(AdaptState.Of(2, [new(2, 1, 2, 0, 2) { Quantiles = [0, 1, 2] }]));
        Assert.That(joined.Report.Features[0], Has.Property("Minimum").EqualTo(double.NegativeInfinity)
            .And.Property("Maximum").EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Normalization_NeedsNoRange()
    {
        var layer = new Normalization();
        layer.Adapt(AdaptState.Of(4, [s_moments]));
        Assert.That(layer.Predict(new[,] { { 2f + 2 * MathF.Sqrt(2) } }).ToArray<float>()[0], Is.EqualTo(2).Within(1e-6));
    }

    private static IEnumerable<TestCaseData> OfRange()
    {
        foreach (var type in new[] { DTypePolicy.Float32, DTypePolicy.Float64 })
        {
            yield return Case("MinMaxScaling", () => new MinMaxScaling(dtype: type), type);
            yield return Case("MaxAbsScaling", () => new MaxAbsScaling(dtype: type), type);
            yield return Case("DecimalScaling", () => new DecimalScaling(dtype: type), type);
            yield return Case("QuantileTransform", () => new QuantileTransform(dtype: type), type);
            yield return Case("PowerTransform", () => new PowerTransform(PowerMethod.BoxCox, dtype: type), type);
            yield return Case("Bins", () => new Bins(3, dtype: type), type);
            yield return Case("Spline", () => new Spline(dtype: type), type);
            yield return Case("RobustScaling", () => new RobustScaling(quantileRange: (0, 100), dtype: type), type);
        }

        static TestCaseData Case(string name, Func<AdaptiveLayer> layer, DTypePolicy type) => new TestCaseData(layer)
            .SetArgDisplayNames($"{name}, {type.Name}");
    }

    [TestCaseSource(nameof(OfRange))]
    public void ALayerThatLearnsFromTheRange_RefusesTheState_AndIsUnchanged(Func<AdaptiveLayer> make)
    {
        var layer = make();
        Assert.Multiple(() =>
        {
            Assert.That(() => layer.Adapt(AdaptState.Of(4, [s_moments])), Throws.InstanceOf<LayerException>()
                .With.Message.Contains("the state does not have those of feature 0")
                .And.Message.Contains("adapt the layer to the rows themselves"));
            Assert.That(layer.IsAdapted, Is.False);
        });
    }

    [Test]
    public void AResidualThatIsTooLarge_IsRefused_WithAnyRange() =>
        Assert.That(() => AdaptState.Of(4, [s_moments with { MeanResidual = 1 }]), Throws.ArgumentException
            .With.Message.Contains("a residual that is too large for a rounding error of its mean"));

    [TestCase(double.NegativeInfinity, 3)]
    [TestCase(1, double.PositiveInfinity)]
    [TestCase(double.PositiveInfinity, double.NegativeInfinity)]
    [TestCase(double.NaN, 3)]
    public void HalfARange_IsRefused(double minimum, double maximum) =>
        Assert.That(() => AdaptState.Of(4, [new(4, 2, 8, minimum, maximum)]), Throws.ArgumentException.With.Message.Contains("not finite"));
}
