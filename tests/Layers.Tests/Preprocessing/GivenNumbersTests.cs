namespace Layers.Tests;

/// <summary>Numbers given to a constructor are refused if the layer's type makes them infinite, or loses the digits of a factor.</summary>
public sealed class GivenNumbersTests
{
    private static readonly DTypePolicy s_half = DTypePolicy.MixedFloat16;

    private static IEnumerable<TestCaseData> Refused =>
    [
        Case("mean", () => new Normalization(new[] { 0, 1e50 }, new[] { 1.0, 1 }), "mean", "1E+50 at place 1", "Float64"),
        Case("variance", () => new Normalization(TensorData.Scalar(0.0), TensorData.Scalar(1e50)), "variance", "1E+50", "Float64"),
        Case("inverted mean of float16", () => new Normalization(new[] { 70_000.0 }, new[] { 1.0 }, invert: true, dtype: s_half), "mean",
            "70000", "Float32"),
        Case("scale", () => new Rescaling(1e50), "scale", "1E+50", "Float64"),
        Case("small scale", () => new Rescaling(1e-50), "scale", "1E-50", "Float64"),
        Case("scale of a feature", () => new Rescaling(new[] { 1, -1e39 }, TensorData.Scalar(0.0)), "scale", "-1E+39 at place 1",
            "Float64"),
        Case("offset", () => new Rescaling(1, -1e50), "offset", "-1E+50", "Float64"),
        Case("minimum", () => new Clipping(-1e50, 1), "minimum", "-1E+50", "infinity for no bound"),
        Case("maximum of float16", () => new Clipping(0, 1e5, dtype: s_half), "maximum", "100000", "Float32"),
        Case("fill", () => new Imputation(ImputationStrategy.Constant, 1e39), "fillValue", "1E+39", "Float64"),
        Case("fill of float16", () => new Imputation(ImputationStrategy.Constant, -1e5, dtype: s_half), "fillValue", "-100000", "Float32"),
        Case("range", () => new MinMaxScaling((0, 1e39)), "featureRange", "1E+39 at place 1", "Float64"),
        Case("range of float16", () => new MinMaxScaling((0, 1e5), dtype: s_half), "featureRange", "100000", "Float32"),
        Case("least of the data", () => new MinMaxScaling(new[] { 0, -1e39 }!, new[] { 1.0, 2 }!), "dataMin", "1E+39 at place 1",
            "Float64"),
        Case("range of the data", () => new MinMaxScaling(new[] { 0.0 }!, new[] { 1e-45 }!), "the range from dataMin to dataMax", "1E-45",
            "Float64"),
        Case("largest", () => new MaxAbsScaling(new[] { 1e-50 }!), "maxAbs", "1E-50", "Float64"),
        Case("center", () => new RobustScaling(new[] { 1e50 }, null), "center", "1E+50", "Float64"),
        Case("deviations", () => new PowerTransform(new[] { 1.0 }!, new[] { 1.0 }, new[] { 1e-50 }), "deviations", "1E-50", "Float64"),
        Case("quantiles", () => new QuantileTransform(new[,] { { 0, 1e50 } }!), "quantiles", "1E+50", "Float64"),
        Case("fills", () => new Imputation(new[] { 1e39 }!), "fillValues", "1E+39", "Float64"),
        Case("threshold", () => new Binarization(1e50), "threshold", "1E+50", "Float64"),
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
        Assert.That(new Clipping(0, 65_504, dtype: s_half).Predict(new float[,] { { 1e9f } }).ToArray<Half>(),
            Is.EqualTo(new[] { Half.MaxValue }));
    }

    private static IEnumerable<TestCaseData> OfEachType =>
    [
        Made("mean and variance", numbers => new Normalization(numbers, numbers)),
        Made("scale and offset", numbers => new Rescaling(numbers, numbers)),
        Made("maximum", numbers => new Clipping(TensorData.Scalar(0.0), numbers)),
        Made("fillValues", numbers => new Imputation(numbers)),
        Made("dataMax", numbers => new MinMaxScaling(new[] { 0.0, 0 }!, numbers)),
        Made("maxAbs", numbers => new MaxAbsScaling(numbers)),
        Made("center and range", numbers => new RobustScaling(numbers, numbers)),
        Made("lambdas, means and deviations", numbers => new PowerTransform(numbers, numbers, numbers)),
        Made("period and offset", numbers => new Cyclic(numbers, numbers)),
    ];

    // Most programs pass numbers in float32.
    [TestCaseSource(nameof(OfEachType))]
    public void OfAnyNumericType_AreTheSame(object make)
    {
        var layer = (Func<TensorData, Layer>)make;
        TensorData x = new[,] { { 3.0, double.NaN }, { 1, 8 } };
        float[] Of(TensorData numbers) => layer(numbers).Predict(x).ToArray<float>();
        var expected = Of(new[] { 2.0, 4 }!);
        Assert.That(Of(new[] { 2f, 4 }!), Is.EqualTo(expected));
        Assert.That(Of(new[] { 2, 4 }!), Is.EqualTo(expected));
        Assert.That(Of(new[] { 2L, 4 }!), Is.EqualTo(expected));
    }

    private static TestCaseData Made(string name, Func<TensorData, Layer> make) => new TestCaseData(make).SetArgDisplayNames(name);

    [Test]
    public void InfinityAndNaN_StayTheSame()
    {
        Assert.That(() => new Normalization(new[] { double.NaN }, new[] { double.PositiveInfinity }), Throws.Nothing);
        Assert.That(() => new Clipping(double.NegativeInfinity, 1), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData> Unfit =>
    [
        Case("no list", () => new MinMaxScaling(TensorData.Scalar(0.0), TensorData.Scalar(1.0)), "dataMin", "one axis", "(features)"),
        Case("texts", () => new MaxAbsScaling(new[] { "a" }!), "maxAbs", "string", "(features)"),
        Case("no features", () => new Imputation(Array.Empty<double>()!), "fillValues", "one number for each feature", "[0]"),
        Case("other sizes", () => new MinMaxScaling(new[] { 0.0, 1 }!, new[] { 1.0 }!), "dataMin and dataMax", "2 and 1", "same features"),
        Case("upside down", () => new MinMaxScaling(new[] { 0.0, 4 }!, new[] { 1.0, 3 }!), "Feature 1", "4 and 3", "Exchange"),
        Case("not a number", () => new Imputation(new[] { 0, double.NaN }!), "fillValues", "Feature 1", "NaN"),
        Case("nothing to divide by", () => new RobustScaling(null, new[] { 1.0, 0 }), "range", "Feature 1", "Give 1"),
        Case("nothing at all", () => new RobustScaling(null, null), "center", "if range is not", "neither"),
        Case("means alone", () => new PowerTransform(new[] { 1.0 }!, new[] { 1.0 }), "deviations", "if and only if means are given",
            "none"),
        Case("other means", () => new PowerTransform(new[] { 1.0 }!, new[] { 1.0, 2 }, new[] { 1.0, 2 }), "lambdas and means", "1 and 2",
            "same features"),
        Case("quantiles down", () => new QuantileTransform(new[,] { { 0.0, 1 }, { 2, 1 } }!), "quantiles", "ascending", "feature 1"),
        Case("quantiles of one", () => new QuantileTransform(new[,] { { 0.0 } }!), "nQuantiles", "2", "1"),
        Case("indices", () => new MissingIndicator([2, 1]), "features", "ascending", "[2, 1]"),
        Case("no index", () => new MissingIndicator([]), "features", "one or more", "[]"),
        Case("the missing text", () => new TextImputation(["a", ""]), "fillValues", "missing value", "''"),
        Case("no column", () => new ColumnSelection(), "columns", "one index or more", "[]"),
        Case("a place before the first", () => new ColumnSelection(0, -1), "columns", "from 0", "-1"),
        Case("a degree", () => new PolynomialFeatures(0), "degree", "from 1", "0"),
        Case("degrees", () => new PolynomialFeatures(2, minDegree: 3), "minDegree", "the degree, 2", "3"),
        Case("classes", () => new LabelBinarization(1, 1), "positive", "above negative", "1"),
        Case("rare ones of other columns", () => new OneHotEncoding([["a"]], infrequent: [null, null]), "infrequent", "Expected 1",
            "received 2"),
        Case("a rare place", () => new OrdinalEncoding([["a"], ["b", "c"]], infrequent: [null, [2]]), "Column 1", "0 to 1", "Received 2"),
        Case("encodings of other columns", () => new TargetEncoding([["a"]], [[1], [2]], [0.5]), "encodings", "1 × 1", "received 2"),
        Case("encodings of other categories", () => new TargetEncoding([["a", "b"]], [[1]], [0.5]), "Column 0", "2 categories", "1 number"),
        Case("names of other classes", () => new TargetEncoding([["a"]], [[1]], [0.5], ["x", "y"]), "classes", "1 name", "2 names"),
    ];

    [TestCaseSource(nameof(Unfit))]
    public void InvalidCombinations_AreRefused(object make, string first, string second, string third)
    {
        var error = Assert.Throws<LayerException>(() => ((Func<Layer>)make)())!;
        Assert.That(error.Message, Does.Contain(first).And.Contain(second).And.Contain(third));
    }

    private static IEnumerable<TestCaseData> Given =>
    [
        new("minima and maxima", () => new MinMaxScaling(new[] { 0.0 }!, new[] { 1.0 }!)),
        new("largest absolute values", () => new MaxAbsScaling(new[] { 2.0 }!)),
        new("center and range", () => new RobustScaling(new[] { 0.0 }, new[] { 1.0 })),
        new("lambdas", () => new PowerTransform(new[] { 1.0 }!)),
        new("quantiles", () => new QuantileTransform(new[,] { { 0.0, 1 } }!)),
        new("fill values", () => new Imputation(new[] { 1.0 }!)),
        new("features", () => new MissingIndicator([0])),
    ];

    [TestCaseSource(nameof(Given))]
    public void ALayerThatHasItsNumbers_LearnsNoOthers(string what, Func<AdaptiveLayer> make)
    {
        foreach (var layer in new[] { make(), (AdaptiveLayer)LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.WriteOwn(make())))) })
        {
            Assert.That(layer.IsAdapted);
            Assert.That(() => layer.Adapt(new double[,] { { 1 }, { 2 } }!), Throws.TypeOf<LayerException>().With.Message.Contains(what));
        }
    }

    [Test]
    public void GivenNumbers_AreTheLayersProperties()
    {
        double[] Of(TensorData? tensor) => tensor!.ToArray<double>();
        var scaling = new MinMaxScaling(new[] { 1.0, 3 }!, new[] { 5.0, 3 }!);
        Assert.That((Of(scaling.DataMin), Of(scaling.DataRange)), Is.EqualTo((new double[] { 1, 3 }, new double[] { 4, 1 })));
        Assert.That(Of(scaling.DataMax), Is.EqualTo(new double[] { 5, 4 }), "a feature without a range counts as one of range 1");
        Assert.That(Of(new MaxAbsScaling(new[] { -2.0 }!).MaxAbs), Is.EqualTo(new double[] { -2 }));
        Assert.That(Of(new RobustScaling(null, new[] { 2.0 }).Center), Is.EqualTo(new double[] { 0 }));
        Assert.That(Of(new PowerTransform(new[] { 0.5 }!).Lambdas), Is.EqualTo(new[] { 0.5 }));
        Assert.That(Of(new Imputation(new[] { 7.0 }!).FillValues), Is.EqualTo(new double[] { 7 }));
        Assert.That(new MissingIndicator([1, 4]).Indices, Is.EqualTo(new long[] { 1, 4 }));
        Assert.That(new TextImputation(["x"]).FillValues, Is.EqualTo(new[] { "x" }));
        Assert.That(new OneHotEncoding([["a", "b", "c"]], infrequent: [[0, 2]]).InfrequentCategories![0]!.Texts,
            Is.EqualTo(new[] { "a", "c" }));
        var target = new TargetEncoding([["a", "b"]], [[1, 2]], [0.5]);
        Assert.That((target.Encodings![0], target.TargetMean), Is.EqualTo((new double[] { 1, 2 }, new[] { 0.5 })));
        Assert.That((CategoryList.Of("b", "a").ToString(), CategoryList.Of(3, 1).ToString()), Is.EqualTo(("[b, a]", "[3, 1]")));
        Assert.That(() => CategoryList.Of("a", null!), Throws.ArgumentNullException);
    }

    private static TestCaseData Case(string name, Func<Layer> make, string argument, string number, string wayOut) =>
        new TestCaseData(make, argument, number, wayOut).SetArgDisplayNames(name);
}
