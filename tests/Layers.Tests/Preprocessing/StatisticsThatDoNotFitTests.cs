namespace Layers.Tests;

/// <summary>Statistics that a layer's type cannot hold are an error in <c>Adapt</c> that names the feature and the remedy, and never
/// infinity or zero in a prediction.</summary>
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

    private static IEnumerable<TestCaseData> OwnRows =>
    [
        Case("power", () => new PowerTransform(standardize: false), 2009, "λ is 104.0", "standardize"),
        Case("power of float64", () => new PowerTransform(standardize: false, dtype: DTypePolicy.Float64), 2009, "λ is 104.0",
            "standardize"),
        Case("power inverted", () => new PowerTransform(standardize: false, invert: true), 2009, "λ is 104.0", "standardize"),
        Case("robust of float16", () => new RobustScaling(dtype: DTypePolicy.MixedFloat16), 1e9, "1000000000", "Float32"),
        Case("robust", () => new RobustScaling(), 1e39, "1E+39", "Float64"),
        Case("imputation of float16", () => new Imputation(dtype: DTypePolicy.MixedFloat16), 70_000, "70000", "Float32"),
        Case("imputation of float32", () => new Imputation(ImputationStrategy.Median), 1e39, "1E+39", "Float64"),
        Case("constant", () => new Imputation(ImputationStrategy.Constant, dtype: DTypePolicy.Float16), -70_000, "-70000", "Float32"),
        Case("normalization inverted", () => new Normalization(invert: true, dtype: DTypePolicy.MixedFloat16), 70_000, "70000", "Float32"),
        Case("min-max inverted", () => new MinMaxScaling(invert: true, dtype: DTypePolicy.MixedFloat16), 70_000, "70000", "Float32"),
        Case("max-abs inverted", () => new MaxAbsScaling(invert: true, dtype: DTypePolicy.Float16), -70_000, "-70000", "Float32"),
        Case("decimal inverted", () => new DecimalScaling(invert: true, dtype: DTypePolicy.MixedFloat16), 70_000, "70000", "Float32"),
        Case("robust inverted", () => new RobustScaling(invert: true, dtype: DTypePolicy.MixedFloat16), 70_000, "70000", "Float32"),
        Case("power inverted, float16", () => new PowerTransform(invert: true, dtype: DTypePolicy.MixedFloat16), 70_000, "70000",
            "Float32"),
        Case("quantile inverted", () => new QuantileTransform(invert: true, dtype: DTypePolicy.MixedFloat16), 70_000, "70000", "Float32"),
        Case("quantile inverted, float32", () => new QuantileTransform(invert: true, dtype: DTypePolicy.MixedBFloat16), 3.4028e38,
            "3.4028E+38", "Float32"),
    ];

    // The last value of a row that was adapted on would be infinite in a prediction.
    [TestCaseSource(nameof(OwnRows))]
    public void ARowThatWouldComeOutInfinite_IsRefused(object make, double value, string number, string wayOut)
    {
        var layer = ((Func<AdaptiveLayer>)make)();
        double[] others = value == 2009 ? [2003, 1950, 1997, 2000] : [1, 2, 3, 4];
        var rows = new double[5, 2];
        for (var i = 0; i < 5; i++) (rows[i, 0], rows[i, 1]) = (i, i < 4 ? others[i] : value);
        var error = Assert.Throws<LayerException>(() => layer.Adapt(rows, featureNames: ["size", "year"]))!;
        Assert.That(error.Message,
            Does.Contain("feature 1 ('year')").And.Contain(number).And.Contain("infinite").And.Contain(wayOut).And.Contain(layer.Name));
        Assert.That(layer.IsAdapted, Is.EqualTo(layer is Imputation { Strategy: ImputationStrategy.Constant }));
        Assert.That(layer.Report, Is.Null);
    }

    [Test]
    public void StandardizedYears_ComeOutFinite()
    {
        TensorData years = new double[,] { { 2003 }, { 1950 }, { 1997 }, { 2000 }, { 2009 } };
        var layer = new PowerTransform();
        layer.Adapt(years);
        Assert.That(Mismatch.Doubles(layer.Predict(years)), Is.All.InRange(-3, 3));
        // A power transform whose results fit float32 is accepted.
        var plain = new PowerTransform(standardize: false);
        plain.Adapt(new double[,] { { 1 }, { 2 }, { 3 }, { 4 } });
        Assert.That(Mismatch.Doubles(plain.Predict(new double[,] { { 4 } })), Is.All.InRange(1, 10));
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
        Assert.That(Mismatch.Doubles(layer.Predict(Rows(1e-12))).Where((_, i) => i % 2 == 1),
            Is.EqualTo(new[] { -1e-5, 0, 1e-5 }).Within(1e-11));
        Assert.That((report.Features[0].Remark, report.Features[1].Remark),
            Is.EqualTo(((string?)null, "deviation below Keras's floor of 1e-7")));
        Assert.That(report.ToString().Split('\n')[^1], Does.EndWith("deviation below Keras's floor of 1e-7"));
        var ours = new Normalization();
        ours.Adapt(new double[,] { { 5 }, { 5 } });
        Assert.That(ours.Report!.Features[0].Remark, Is.Null);
        var keras = new Normalization { ConstantFeatures = ConstantFeatures.Keras };
        Assert.That(keras.Adapt(new double[,] { { 5 }, { 5 } }).ToString(),
            Does.EndWith("constant, deviation below Keras's floor of 1e-7"));
    }

    private static TestCaseData Case(string name, Func<AdaptiveLayer> make, double unit, string number, string wayOut) =>
        new TestCaseData(make, unit, number, wayOut).SetArgDisplayNames(name);
}
