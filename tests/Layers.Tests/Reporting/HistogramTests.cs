namespace Layers.Tests;

public sealed class HistogramTests
{
    [Test]
    public void EachValue_IsCountedOnce()
    {
        var histogram = Histogram.Of(Seen(0, 0, 0, 8, 16));
        Assert.Multiple(() =>
        {
            Assert.That(histogram.Shares, Is.EqualTo([0.6, 0, 0, 0, 0, 0, 0, 0, 0.2, 0, 0, 0, 0, 0, 0, 0.2]).Within(1e-12));
            Assert.That(histogram.Bars(), Is.EqualTo("█       ▃      ▃"));
        });
    }

    [Test]
    public void AConstantFeature_IsOneBin() => Assert.That(Histogram.Of(Seen(3, 3)).Shares, Is.EqualTo([1.0]));

    [Test]
    public void OtherValues_AreInTheSameBinsOrOutside()
    {
        var histogram = Histogram.Of(Seen(0, 16));
        Assert.That(histogram.SharesOf(Seen(-1, 0, 15.5f, 16, 17)),
            Is.EqualTo([0.2, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.4, 0.2]).Within(1e-12));
        Assert.That(Histogram.Of(Seen(3, 3)).SharesOf(Seen(2, 3, 3, 4)), Is.EqualTo([0.25, 0.5, 0.25]).Within(1e-12));
    }

    private static FeatureReport Seen(params float[] values)
    {
        var normalization = new Normalization();
        return normalization.Adapt(TensorData.Of(values, [values.Length, 1])).Features[0];
    }
}
