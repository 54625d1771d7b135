namespace Layers.Tests;

/// <summary>Numbers that a constructor is given are refused where the layer's type makes infinity of them, or takes a factor's digits.</summary>
public sealed class GivenNumbersTests
{
    private static readonly DTypePolicy s_half = DTypePolicy.MixedFloat16;

    private static IEnumerable<TestCaseData> Refused =>
    [
        Case("mean", () => new Normalization(new[] { 0, 1e50 }, new[] { 1.0, 1 }), "mean", "1E+50 at place 1", "Float64"),
        Case("variance", () => new Normalization(TensorData.Scalar(0.0), TensorData.Scalar(1e50)), "variance", "1E+50", "Float64"),
        Case("inverted mean of float16", () => new Normalization(new[] { 70_000.0 }, new[] { 1.0 }, invert: true, dtype: s_half), "mean", "70000", "Float32"),
        Case("scale", () => new Rescaling(1e50), "scale", "1E+50", "Float64"),
        Case("small scale", () => new Rescaling(1e-50), "scale", "1E-50", "Float64"),
        Case("scale of a feature", () => new Rescaling(new[] { 1, -1e39 }, TensorData.Scalar(0.0)), "scale", "-1E+39 at place 1", "Float64"),
        Case("offset", () => new Rescaling(1, -1e50), "offset", "-1E+50", "Float64"),
        Case("minimum", () => new Clipping(-1e50, 1), "minimum", "-1E+50", "infinity for no bound"),
        Case("maximum of float16", () => new Clipping(0, 1e5, dtype: s_half), "maximum", "100000", "Float32"),
        Case("fill", () => new Imputation(ImputationStrategy.Constant, 1e39), "fillValue", "1E+39", "Float64"),
        Case("fill of float16", () => new Imputation(ImputationStrategy.Constant, -1e5, dtype: s_half), "fillValue", "-100000", "Float32"),
        Case("range", () => new MinMaxScaling((0, 1e39)), "featureRange", "1E+39 at place 1", "Float64"),
        Case("range of float16", () => new MinMaxScaling((0, 1e5), dtype: s_half), "featureRange", "100000", "Float32"),
        Case("narrow range", () => new MinMaxScaling((0, 1e-50)), "featureRange", "1E-50", "Float64"),
    ];

    [TestCaseSource(nameof(Refused))]
    public void BeyondTheType_AreRefused(object make, string argument, string number, string wayOut)
    {
        var error = Assert.Throws<LayerException>(() => ((Func<Layer>)make)())!;
        Assert.That(error.Message, Does.Contain(argument).And.Contain(number).And.Contain(wayOut));
    }

    [Test]
    public void AWiderLayer_TakesThem()
    {
        TensorData x = new double[,] { { 3e50 } };
        double Of(Layer layer) => layer.Predict(x).ToArray<double>()[0];
        Assert.That(Of(new Normalization(new[] { 1e50 }, new[] { 1e100 }, dtype: DTypePolicy.Float64)), Is.EqualTo(2).Within(1e-12));
        Assert.That(Of(new Rescaling(1e-50, 1, dtype: DTypePolicy.Float64)), Is.EqualTo(4).Within(1e-12));
        Assert.That(Of(new Clipping(-1e50, 1e50, dtype: DTypePolicy.Float64)), Is.EqualTo(1e50));
        Assert.That(new Clipping(0, 65_504, dtype: s_half).Predict(new float[,] { { 1e9f } }).ToArray<Half>(), Is.EqualTo(new[] { Half.MaxValue }));
    }

    [Test]
    public void InfinityAndNaN_AreWhatTheyAre()
    {
        Assert.That(() => new Normalization(new[] { double.NaN }, new[] { double.PositiveInfinity }), Throws.Nothing);
        Assert.That(() => new Clipping(double.NegativeInfinity, 1), Throws.Nothing);
    }

    private static TestCaseData Case(string name, Func<Layer> make, string argument, string number, string wayOut) => new TestCaseData(make, argument, number, wayOut).SetArgDisplayNames(name);
}
