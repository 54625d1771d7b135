using Layers.Onnx;
using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Layers that add noise in training: its kind and size. Predictions have no noise.</summary>
public sealed class NoiseTests
{
    private static IEnumerable<TestCaseData> Layers
    {
        get
        {
            yield return Of("spatial 1D", policy => new SpatialDropout1D(0.4, seed: 3, dtype: policy), [3, 5]);
            yield return Of("spatial 2D", policy => new SpatialDropout2D(0.4, dtype: policy), [3, 5, 2]);
            yield return Of("spatial 2D, channels first", policy => new SpatialDropout2D(0.4, DataFormat.ChannelsFirst, dtype: policy),
                [3, 5, 2]);
            yield return Of("gaussian noise", policy => new GaussianNoise(0.4, seed: 3, dtype: policy), [5]);
            yield return Of("gaussian dropout", policy => new GaussianDropout(0.4, dtype: policy), [3, 5]);
        }
    }

    [TestCaseSource(nameof(Layers))]
    public void Layer_KeepsTheLayerContract_AndItsGradientsInTraining(Func<DTypePolicy?, Layer> make, Shape row)
    {
        LayerContract.Check(make, input: ["batch", .. row], output: ["batch", .. row]);
        Assert.That(Differences.Mismatches(make(DTypePolicy.Float64), SampleData.Of([3, .. row], DType.Float64, seed: 4), 1e-5,
            isTraining: true), Is.Empty);
    }

    [Test]
    public void SpatialDropout_DropsWholeChannels()
    {
        var x = TensorData.Of(Enumerable.Repeat(1f, 40 * 3 * 5).ToArray(), [40, 3, 5]);
        var y = Training(new SpatialDropout1D(0.25), x).ToArray<float>();
        for (var row = 0; row < 40; row++)
            for (var channel = 0; channel < 5; channel++)
                Assert.That(Enumerable.Range(0, 3).Select(step => y[(row * 15) + (step * 5) + channel]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(y.Distinct().Order(), Is.EqualTo(new[] { 0, 4 / 3f }).Within(1e-6));
        Assert.That(y.Count(value => value == 0) / 600.0, Is.EqualTo(0.25).Within(0.1));
    }

    [TestCase(DataFormat.ChannelsLast, 2 * 3, 4)]
    [TestCase(DataFormat.ChannelsFirst, 3 * 4, 2)]
    public void SpatialDropout2D_KnowsWhereChannelsAre(DataFormat format, int places, int channels)
    {
        var x = TensorData.Of(Enumerable.Repeat(1f, 30 * 24).ToArray(), [30, 2, 3, 4]);
        var y = Training(new SpatialDropout2D(0.5, format), x).ToArray<float>();
        var isLast = format == DataFormat.ChannelsLast;
        var values = from row in Enumerable.Range(0, 30)
                     from channel in Enumerable.Range(0, channels)
                     select Enumerable.Range(0, places)
                     .Select(place => y[(row * 24) + (isLast ? (place * channels) + channel : (channel * places) + place)]).Distinct()
                     .Count();
        Assert.That(values, Is.All.EqualTo(1));
        Assert.That(y.Distinct().Order(), Is.EqualTo(new[] { 0f, 2 }));
    }

    [Test]
    public void GaussianNoise_HasItsDeviation()
    {
        var y = Training(new GaussianNoise(0.5), TensorData.Of(Enumerable.Repeat(10f, 4000).ToArray(), [1000, 4])).ToArray<float>();
        Assert.That(y.Average(), Is.EqualTo(10).Within(0.05));
        Assert.That(Math.Sqrt(y.Average(value => Math.Pow(value - 10, 2))), Is.EqualTo(0.5).Within(0.05));
    }

    [Test]
    public void GaussianDropout_HasTheDeviationOfDropout()
    {
        var y = Training(new GaussianDropout(0.2), TensorData.Of(Enumerable.Repeat(10f, 4000).ToArray(), [1000, 4])).ToArray<float>();
        Assert.That(y.Average(), Is.EqualTo(10).Within(0.3));
        Assert.That(Math.Sqrt(y.Average(value => Math.Pow(value - 10, 2))), Is.EqualTo(10 * Math.Sqrt(0.2 / 0.8)).Within(0.3));
    }

    [Test]
    public void WithoutNoise_TrainingIsPrediction()
    {
        var x = SampleData.Of([3, 2, 2, 5], DType.Float32, seed: 1);
        foreach (var layer in new Layer[] { new SpatialDropout2D(0), new GaussianNoise(0), new GaussianDropout(0) })
            Assert.That(Mismatch.OfBits(layer.Name, Training(layer, x), x), Is.Empty);
    }

    [Test]
    public void InvalidArguments_AreRefused_NamingTheLayer()
    {
        Refused(() => new SpatialDropout1D(1.1), "spatial_dropout1d", "rate");
        Refused(() => new SpatialDropout1D(0.5).Predict(new float[2, 3]), "spatial_dropout1d", "rank 3");
        Refused(() => new SpatialDropout2D(0.5).Predict(new float[2, 3]), "spatial_dropout2d", "rank 4");
        Refused(() => new GaussianNoise(-1), "gaussian_noise", "stddev");
        Refused(() => new GaussianDropout(2), "gaussian_dropout", "rate");
        Refused(() => Training(new GaussianDropout(1), new float[2, 3]), "gaussian_dropout", "below 1");
    }

    private static TensorData Training(Layer layer, TensorData x)
    {
        var (input, key) = (layer.InputFor(x), Ops.Input("key", [], DType.Int64));
        using var session = new OnnxSession(Graph.Of(layer.ApplyAll([input], new CallRecord(key, isTraining: true))[0]));
        return session.Run([.. session.Graph.Inputs.Select(feed => ReferenceEquals(feed, key) ? TensorData.Scalar(5L) : x)])[0];
    }

    private static TestCaseData Of(string name, Func<DTypePolicy?, Layer> make, Shape row) =>
        new TestCaseData(make, row).SetArgDisplayNames(name);
}
