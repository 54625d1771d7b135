namespace Layers.Tests;

/// <summary>Statistics that the type of a layer does not hold are an error in <c>Adapt</c> that names the feature and the way out, never infinity or zero in a prediction.</summary>
public sealed class StatisticsThatDoNotFitTests
{
    private static TensorData Rows(double unit) => new double[,] { { 1, unit }, { 2, 2 * unit }, { 3, 3 * unit } };

    private static IEnumerable<TestCaseData> TooLargeOrSmall =>
    [
        Case("variance", () => new Normalization(), 1e25, "variance", "DTypePolicy.Float64"),
        Case("mean", () => new Normalization(), 1e39, "mean", "DTypePolicy.Float64"),
        Case("mean of float16", () => new Normalization(dtype: DTypePolicy.Float16), 1e5, "mean", "MixedFloat16"),
        Case("variance of float16", () => new Normalization(dtype: DTypePolicy.Float16), 1000, "variance", "MixedFloat16"),
        Case("small variance of float16", () => new Normalization(dtype: DTypePolicy.Float16), 1e-4, "variance", "MixedFloat16"),
        Case("variance of bfloat16", () => new Normalization(dtype: DTypePolicy.BFloat16), 1e25, "variance", "MixedFloat16"),
        Case("minimum", () => new MinMaxScaling(), 1e39, "minimum", "DTypePolicy.Float64"),
        Case("range", () => new MinMaxScaling(), 1e-39, "range", "DTypePolicy.Float64"),
        Case("largest", () => new MaxAbsScaling(), 1e39, "max_abs", "DTypePolicy.Float64"),
        Case("small largest", () => new MaxAbsScaling(), 1e-41, "max_abs", "DTypePolicy.Float64"),
        Case("power of ten", () => new DecimalScaling(), 1e-41, "powers", "DTypePolicy.Float64"),
        Case("center", () => new RobustScaling(), 1e39, "center", "DTypePolicy.Float64"),
        Case("quartiles", () => new RobustScaling(), 1e-41, "range", "DTypePolicy.Float64"),
        Case("middle", () => new PowerTransform(), 1e39, "middles", "DTypePolicy.Float64"),
        Case("deviation", () => new PowerTransform(), 1e-41, "deviations", "DTypePolicy.Float64"),
        Case("quantiles", () => new QuantileTransform(), 1e39, "quantiles", "DTypePolicy.Float64"),
        Case("small quantiles", () => new QuantileTransform(), 1e-41, "quantiles", "DTypePolicy.Float64"),
        Case("fill", () => new Imputation(), 1e39, "statistics", "DTypePolicy.Float64"),
    ];

    [TestCaseSource(nameof(TooLargeOrSmall))]
    public void AreRefused(object make, double unit, string number, string wayOut)
    {
        var layer = ((Func<AdaptiveLayer>)make)();
        var error = Assert.Throws<LayerException>(() => layer.Adapt(Rows(unit), featureNames: ["size", "weight"]))!;
        Assert.That(error.Message, Does.Contain("feature 1 ('weight')").And.Contain(number).And.Contain(wayOut).And.Contain(layer.Name));
        Assert.That(layer.IsAdapted, Is.False);
    }

    [TestCase(1e25)]
    [TestCase(1e-12)]
    public void AWiderLayer_IsRight(double unit)
    {
        var layer = new Normalization(dtype: DTypePolicy.Float64);
        layer.Adapt(Rows(unit));
        double[] right = unit > 1 ? [-1.224744871391589, 0, 1.224744871391589] : [-1e-5, 0, 1e-5];
        Assert.That(layer.Predict(Rows(unit)).ToArray<double>().Where((_, i) => i % 2 == 1), Is.EqualTo(right).Within(1e-12));
    }

    [Test]
    public void ADeviationBelowKerasFloor_IsKerass_AndTheReportSaysSo()
    {
        var layer = new Normalization();
        var report = layer.Adapt(Rows(1e-12));
        Assert.That(Mismatch.Doubles(layer.Predict(Rows(1e-12))).Where((_, i) => i % 2 == 1), Is.EqualTo(new[] { -1e-5, 0, 1e-5 }).Within(1e-11));
        Assert.That((report.Features[0].Remark, report.Features[1].Remark), Is.EqualTo(((string?)null, "deviation below Keras's floor of 1e-7")));
        Assert.That(report.ToString().Split('\n')[^1], Does.EndWith("deviation below Keras's floor of 1e-7"));
        var ours = new Normalization();
        ours.Adapt(new double[,] { { 5 }, { 5 } });
        Assert.That(ours.Report!.Features[0].Remark, Is.Null);
        var keras = new Normalization { ConstantFeatures = ConstantFeatures.Keras };
        Assert.That(keras.Adapt(new double[,] { { 5 }, { 5 } }).ToString(), Does.EndWith("constant, deviation below Keras's floor of 1e-7"));
    }

    private static TestCaseData Case(string name, Func<AdaptiveLayer> make, double unit, string number, string wayOut) => new TestCaseData(make, unit, number, wayOut).SetArgDisplayNames(name);
}
